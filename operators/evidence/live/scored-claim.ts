import { horizonMs, primaryWindow, type Settings } from '../../../src/model/fund/settings';
import { ExactMoments } from '../../../src/model/math/exact-moments';
import { round9 } from '../../../src/model/math/fixed';
import type { Trade } from '../../../src/model/trade';
import { foldOver } from '../../core/fold';
import { CLAIM_TRADES, claimChances } from '../../expectancy/metrics/claim-chances';
import { pain } from '../../expectancy/metrics/pain';
import { claimOutcome } from '../calibration/claim-outcome';

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

/**
 * What the files claimed of a symbol at asOf, over its trades of the window up to then, against the `next` trades. All
 * have a known R and are in order.
 */
export function scoreClaim(
  asOf: number,
  window: readonly Trade[],
  next: readonly Trade[],
  settings: Settings,
): ScoredClaim {
  const before = foldOver(pain.fold(settings), window, asOf).view;
  const { p_dd, p_mean } = claimChances(
    { ...before, known_r: window.length },
    settings.expectancy,
    CLAIM_TRADES,
  );
  const known = new ExactMoments();
  for (const r of knownR(window)) known.shift(r, 1);
  const outcome = claimOutcome(
    next.map(({ ts }) => ts),
    knownR(next),
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
    n: window.length,
    mean: known.mean() ?? 0,
    deviation: Math.sqrt(known.variance() ?? 0),
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

function knownR(trades: readonly Trade[]): readonly number[] {
  return trades.flatMap(({ r }) => (r === undefined ? [] : [r]));
}
