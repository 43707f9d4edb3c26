import { exactSum } from '../../../src/model/math/exact-sum';
import { clusteredError } from '../statistics/clustered-error';
import { tradeDays } from '../statistics/trade-days';
import type { CostRow, CostRows } from './cost-row';

/**
 * The experiment that would judge the router’s advice on a symbol: each order draws maker first or taker with probability ½, from a seed,
 * and its row says which.
 */
export interface ExperimentSize {
  /** Sample standard deviation of a row’s cost; null with fewer than two rows, as all below. */
  readonly sigma_bps: number | null;
  /** How much less a row says because rows of one day move together, at least 1; 1 with rows on one day. */
  readonly design_effect: number | null;
  readonly rows_per_arm: number | null;
  /** Whole days that both arms take, at the symbol’s rows a day so far. */
  readonly days: number | null;
  readonly reason?: 'too_few_rows';
}

/** δ: a difference that is worth finding. */
const DIFFERENCE_BPS = 0.5;
/** z(.975) and z(.8): two-sided 5 %, found 8 times of 10. */
const Z_BOTH = 1.959963985 + 0.841621234;
const DAY_MS = 86_400_000;

/** By symbol name. Rows an arm: ⌈2(z.975 + z.8)²σ²/δ²⌉ × design effect. */
export function routerExperiment(costs: CostRows): Readonly<Record<string, ExperimentSize>> {
  const named = [...costs].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(named.map(([symbol, rows]) => [symbol, sizeOf(rows)]));
}

function sizeOf(rows: readonly CostRow[]): ExperimentSize {
  const n = rows.length;
  if (n < 2)
    return { sigma_bps: null, design_effect: null, rows_per_arm: null, days: null, reason: 'too_few_rows' };
  const mean = exactSum(rows.map(({ costBps }) => costBps)) / n;
  const influence = rows.map(({ costBps }) => costBps - mean);
  const variance = exactSum(influence.map((off) => off * off)) / (n - 1);
  const days = tradeDays(rows.map(({ ts }) => Math.floor(ts / DAY_MS)));
  const { se } = clusteredError(influence, days) ?? { se: 0 };
  const effect = variance === 0 ? 1 : Math.max(1, (se * se * n) / variance);
  const alike = Math.ceil((2 * Z_BOTH ** 2 * variance) / DIFFERENCE_BPS ** 2);
  const perArm = Math.ceil(alike * effect);
  return {
    sigma_bps: Math.sqrt(variance),
    design_effect: effect,
    rows_per_arm: perArm,
    days: Math.ceil((2 * perArm * days.length) / n),
  };
}
