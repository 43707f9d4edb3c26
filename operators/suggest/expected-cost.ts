import { published, round9 } from '../../src/model/math/fixed';
import type { Policy } from '../router/current-policy';
import type { SideCost } from '../router/router-stats';

/** The mean cost of starting on one side, (Σc + k·ū)/(n + k): shrunk towards all symbols’ rows of that side; null where there are none. */
export function shrunkCost(
  own: Pick<SideCost, 'rows' | 'sum'>,
  pooled: Pick<SideCost, 'rows' | 'sum'>,
  pseudoRows: number,
): number | null {
  if (pooled.rows === 0) return null;
  return published((own.sum + (pseudoRows * pooled.sum) / pooled.rows) / (own.rows + pseudoRows));
}

/** (1 − bias)·C_M + bias·C_T when makers go first, else C_T; null where a cost is unknown. */
export function expectedCost(
  policy: Pick<Policy, 'maker_first' | 'taker_bias'>,
  makerCost: number | null,
  takerCost: number | null,
): number | null {
  if (!policy.maker_first) return takerCost;
  if (makerCost === null || takerCost === null) return null;
  return round9((1 - policy.taker_bias) * makerCost + policy.taker_bias * takerCost);
}
