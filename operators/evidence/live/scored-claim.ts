import { horizonMs, primaryWindow, type Settings } from '../../../src/model/fund/settings';
import { round9 } from '../../../src/model/math/fixed';
import type { Trade } from '../../../src/model/trade';
import { CLAIM_TRADES, claimChances } from '../../expectancy/metrics/claim-chances';
import { claimOutcome } from '../calibration/claim-outcome';
import type { WindowWorth } from './claim-window';

/** A claim with its outcome. */
export interface ScoredClaim {
  readonly asOf: number;
  /** The last trade of the outcome. */
  readonly until: number;
  readonly p_dd: number;
  readonly p_mean: number;
  readonly y_dd: 0 | 1;
  readonly y_mean: 0 | 1;
  /** R of the trades that the claim stood on, and of those it spoke of. */
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
  readonly nextMean: number;
  readonly nextCount: number;
}

/** What the files claimed of a symbol at asOf, on this basis, against its `next` trades: of known R, in order, one at least. */
export function scoreClaim(
  asOf: number,
  basis: WindowWorth,
  next: readonly Trade[],
  settings: Settings,
): ScoredClaim {
  const { p_dd, p_mean } = claimChances(
    { ...basis.worth, known_r: basis.n },
    settings.expectancy,
    CLAIM_TRADES,
  );
  const outcome = claimOutcome(
    next.map(({ ts }) => ts),
    next.flatMap(({ r }) => r ?? []),
    settings.expectancy,
  );
  return {
    asOf,
    until: next.at(-1)?.ts ?? asOf,
    // As published.
    p_dd: round9(p_dd),
    p_mean: round9(p_mean),
    y_dd: outcome.y_dd,
    y_mean: outcome.y_mean,
    n: basis.n,
    mean: basis.mean,
    deviation: basis.deviation,
    nextMean: outcome.mean_r,
    nextCount: next.length,
  };
}

/** Claims made after this can be scored at asOf: their whole window is inside the horizon. Undefined: none can. */
export function scorableAfter(settings: Settings, asOf: number): number | undefined {
  const window = primaryWindow(settings);
  switch (window.kind) {
    case 'time':
      return asOf - horizonMs(settings) + window.widthMs;
    case 'since':
      return window.sinceMs;
    case 'last':
      return undefined;
  }
}
