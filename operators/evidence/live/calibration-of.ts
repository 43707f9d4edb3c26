import { wilsonInterval, Z99 } from '../../../src/model/math/interval';
import type { CalibrationView } from '../../score/track-record-schema';
import { CLAIM_TRADES } from '../../expectancy/metrics/claim-chances';
import { brierOf, type Brier } from '../calibration/brier';
import { intervalCoverage } from '../calibration/interval-coverage';
import type { ScoredClaim } from './scored-claim';

// A bin with fewer claims says little.
const LEAST_CLAIMS = 20;

/** How the claims have turned out, in any order. `reason`: why there are none. */
export function calibrationOf(claims: readonly ScoredClaim[], reason: string): CalibrationView {
  const inOrder = claims.toSorted((a, b) => a.asOf - b.asOf);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  const dd = brierOf(
    inOrder.map(({ p_dd }) => p_dd),
    inOrder.map(({ y_dd }) => y_dd),
  );
  const mean = brierOf(
    inOrder.map(({ p_mean }) => p_mean),
    inOrder.map(({ y_mean }) => y_mean),
  );
  const { prediction, next_mean } = intervalCoverage(inOrder);
  return {
    claims: inOrder.length,
    next_trades: CLAIM_TRADES,
    from_ts: first?.asOf ?? null,
    to_ts: last?.asOf ?? null,
    p_dd: scored(dd),
    p_mean: scored(mean),
    prediction_coverage: prediction.share,
    r_interval_coverage: next_mean.share,
    miscalibrated: isMiscalibrated(dd),
    reason: last === undefined ? reason : null,
  };
}

/**
 * In a bin of at least 20 claims, what happened lies outside Wilson's 99 % interval around what was said. 99 % and not 95, as
 * up to ten bins are looked at.
 */
export function isMiscalibrated({ bins }: Pick<Brier, 'bins'>): boolean {
  return bins.some(({ n, mean_p, share }) => {
    const [low, high] = wilsonInterval(Math.round(share * n), n, Z99);
    return n >= LEAST_CLAIMS && (mean_p < low || mean_p > high);
  });
}

function scored({
  brier,
  base_rate,
  reliability,
  resolution,
  uncertainty,
  within,
  skill,
  bins,
}: Brier): CalibrationView['p_dd'] {
  return brier === null ||
    base_rate === null ||
    reliability === null ||
    resolution === null ||
    uncertainty === null ||
    within === null
    ? null
    : { brier, base_rate, reliability, resolution, uncertainty, within, skill, bins };
}
