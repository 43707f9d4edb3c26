import { exactSum } from '../../../src/model/math/exact-sum';
import { clusterPenaltyOf } from '../../expectancy/metrics/pain';

/** What came of a claim. */
export interface ClaimOutcome {
  readonly mean_r: number;
  /** Whether the mean R cleared the hurdle. */
  readonly y_mean: 0 | 1;
  /** Whether it did with clusters of losses charged: mean R − λ·pain, the pain of these trades alone. */
  readonly y_dd: 0 | 1;
}

/** The outcome of a claim over its one trade or more: times of close in order, and R. */
export function claimOutcome(
  closes: readonly number[],
  rs: readonly number[],
  settings: { readonly lambda: number; readonly memory: number; readonly hurdle_r: number },
): ClaimOutcome {
  const { lambda, memory, hurdle_r } = settings;
  const mean = exactSum(rs) / rs.length;
  const charged = mean - lambda * (clusterPenaltyOf(closes, rs, memory) ?? 0);
  return { mean_r: mean, y_mean: mean > hurdle_r ? 1 : 0, y_dd: charged > hurdle_r ? 1 : 0 };
}
