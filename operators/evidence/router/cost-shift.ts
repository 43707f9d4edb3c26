import { exactSum } from '../../../src/model/math/exact-sum';
import { daySums, tradeDays } from '../statistics/trade-days';
import { rowsBetween, type CostRow } from './cost-row';

/** By how much the mean cost of a symbol is higher after a moment than before it. */
export interface CostShift {
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  /** Δ. */
  readonly shiftBps: number;
  /** Clustered by UTC day; undefined with fewer than two days. */
  readonly variance: number | undefined;
  /** G: days with a row. */
  readonly activeDays: number;
}

/** W: 14 days on each side. */
export const SHIFT_WINDOW_MS = 14 * 86_400_000;
const DAY_MS = 86_400_000;
const FEWEST_ROWS = 20;

/** Undefined with fewer than 20 rows on a side. */
export function costShift(rows: readonly CostRow[], at: number): CostShift | undefined {
  const before = rowsBetween(rows, at - SHIFT_WINDOW_MS, at);
  const after = rowsBetween(rows, at, at + SHIFT_WINDOW_MS);
  if (before.length < FEWEST_ROWS || after.length < FEWEST_ROWS) return undefined;
  const meanBefore = meanCost(before);
  const meanAfter = meanCost(after);
  const influence = [
    ...before.map(({ costBps }) => (meanBefore - costBps) / before.length),
    ...after.map(({ costBps }) => (costBps - meanAfter) / after.length),
  ];
  const days = tradeDays([...before, ...after].map(({ ts }) => Math.floor(ts / DAY_MS)));
  const { active } = days;
  const squares = exactSum(daySums(influence, days).map((sum) => sum * sum));
  return {
    rowsBefore: before.length,
    rowsAfter: after.length,
    shiftBps: meanAfter - meanBefore,
    variance: active < 2 ? undefined : (squares * active) / (active - 1),
    activeDays: active,
  };
}

function meanCost(rows: readonly CostRow[]): number {
  return exactSum(rows.map(({ costBps }) => costBps)) / rows.length;
}
