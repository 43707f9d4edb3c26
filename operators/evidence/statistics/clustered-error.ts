import { exactSum } from '../../../src/model/math/exact-sum';
import { daySums, type TradeDays } from './trade-days';

/** The standard error of a mean over trades, and the lags in days that it allows for. */
export interface ClusteredError {
  readonly se: number;
  /** L − 1: how many days apart two influences may be and still count as related. */
  readonly lags: number;
}

/**
 * The standard error of a mean over n trades from the influence of each, where trades of one day, and days that follow
 * each other, may move together. The larger of two: clustered by day (v0), and with Bartlett's weights over L days (v1; W.
 * K. Newey and K. D. West, 1987), times √(G/(G − 1)). Undefined with fewer than two days with trades.
 */
export function clusteredError(influence: ArrayLike<number>, days: TradeDays): ClusteredError | undefined {
  const { active } = days;
  if (active < 2) return undefined;
  const sums = daySums(influence, days);
  const width = bartlettWidth(active);
  const v0 = crossProducts(sums, 0);
  let v1 = v0;
  for (let k = 1; k < width; k++) v1 += 2 * (1 - k / width) * crossProducts(sums, k);
  const se = Math.sqrt((Math.max(v0, v1) * active) / (active - 1)) / influence.length;
  return { se, lags: width - 1 };
}

/** L: the smallest integer with (2L + 1)³ > 8G, which is the integer nearest to ∛G. Integers only, so no rounding decides. */
export function bartlettWidth(activeDays: number): number {
  let width = 1;
  while ((2 * width + 1) ** 3 <= 8 * activeDays) width++;
  return width;
}

/** Σ u_d·u_{d−k}. */
function crossProducts(sums: readonly number[], k: number): number {
  return exactSum(sums.slice(k).map((sum, i) => sum * (sums[i] ?? 0)));
}
