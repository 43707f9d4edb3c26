import type { Settings } from '../../../src/model/fund/settings';
import { exactSum } from '../../../src/model/math/exact-sum';
import { brierOf, type Brier } from '../calibration/brier';
import { CLAIM_TRADES, claimChances } from '../../expectancy/metrics/claim-chances';
import { priorChance } from '../calibration/claim-chances';
import { claimOutcome } from '../calibration/claim-outcome';
import { intervalCoverage, type IntervalCoverage } from '../calibration/interval-coverage';
import { rankIc, type RankIc, type ScoredEpoch } from '../calibration/rank-ic';
import type { Claim } from '../walk/claim-moments';

/** Whether what was claimed happened as often as it was claimed. */
export interface CalibrationReport {
  readonly edge: ScoredClaims;
  readonly p_dd: ScoredClaims;
  readonly p_mean: ScoredClaims;
  readonly intervals: IntervalCoverage;
  readonly rank_ic: RankIc;
}

/** A forecast beside two that know nothing: always ½, and the edge of a symbol without trades. */
interface ScoredClaims extends Brier {
  readonly brier_half: number | null;
  readonly brier_prior: number | null;
}

/** Scores all claims. `trueR`: the mean R of each symbol in a simulation. */
export function calibrationReport(
  claims: readonly Claim[],
  epochs: readonly (readonly ScoredEpoch[])[],
  { expectancy }: Settings,
  trueR: ReadonlyMap<string, number> | undefined,
): CalibrationReport {
  const scored = claims.map(({ symbol, advice: { record }, answers }) => {
    const rs = answers.map(({ r }) => r);
    return {
      edge: record.edge,
      ...claimChances(record, expectancy, CLAIM_TRADES),
      ...claimOutcome(
        answers.map(({ ts }) => ts),
        rs,
        expectancy,
      ),
      interval: {
        n: record.known_r,
        mean: record.avg_r ?? 0,
        deviation: record.std_r ?? 0,
        nextMean: exactSum(rs) / rs.length,
        nextCount: rs.length,
        ...trueEdge(trueR?.get(symbol)),
      },
    };
  });
  const prior = priorChance(expectancy);
  const happened = scored.map(({ y_dd }) => y_dd);
  return {
    edge: scoredClaims(
      scored.map(({ edge }) => edge),
      happened,
      prior,
    ),
    p_dd: scoredClaims(
      scored.map(({ p_dd }) => p_dd),
      happened,
      prior,
    ),
    p_mean: scoredClaims(
      scored.map(({ p_mean }) => p_mean),
      scored.map(({ y_mean }) => y_mean),
      prior,
    ),
    intervals: intervalCoverage(scored.map(({ interval }) => interval)),
    rank_ic: rankIc(epochs),
  };
}

function trueEdge(meanR: number | undefined): { readonly trueEdge?: number } {
  return meanR === undefined ? {} : { trueEdge: meanR };
}

function scoredClaims(chances: readonly number[], outcomes: readonly (0 | 1)[], prior: number): ScoredClaims {
  const always = (p: number): number | null =>
    brierOf(
      chances.map(() => p),
      outcomes,
    ).brier;
  return { ...brierOf(chances, outcomes), brier_half: always(0.5), brier_prior: always(prior) };
}
