import { exactSum } from '../../../src/model/math/exact-sum';
import { studentQuantile } from '../../../src/model/math/student';
import type { CostRows } from './cost-row';
import { costShift, SHIFT_WINDOW_MS, type CostShift } from './cost-shift';
import type { CostPolicyChange } from './policy-changes';

/** What a change of policy did to the cost of a symbol, against symbols without one over the same time. */
export interface ChangeEffect {
  readonly rows_before: number;
  readonly rows_after: number;
  readonly shift_bps: number | null;
  /** k. */
  readonly controls: number;
  readonly control_shift_bps: number | null;
  /** The shift of the symbol minus the mean shift of the controls; below 0 is cheaper. */
  readonly effect_bps: number | null;
  readonly se_bps: number | null;
  /** min(G_s, k) − 1. */
  readonly df: number | null;
  /** The 95 % interval. */
  readonly lo: number | null;
  readonly hi: number | null;
  /** Whether an effect is shown: 0 lies outside the interval. Null where it cannot be judged. */
  readonly shown: boolean | null;
  readonly reason?: 'too_few_rows' | 'no_controls' | 'too_few_days';
}

const FEWEST_CONTROLS = 2;

/**
 * The effect at a moment for a symbol (SPEC 9.8): Δ_s − mean Δ of the controls, which are the symbols with enough rows and no change of
 * their own within the window. With b the variance of the controls’ Δ, se² is the largest of V_s + b/k, b(1 + 1/k) and V_s + ΣV_c/k²:
 * the symbol’s own noise, the noise between symbols, and the controls’ own noise, none of which can be taken as small.
 */
export function changeEffect(
  { symbol, ts }: Pick<CostPolicyChange, 'symbol' | 'ts'>,
  costs: CostRows,
  changes: readonly CostPolicyChange[],
): ChangeEffect {
  const own = costShift(costs.get(symbol) ?? [], ts);
  const controls = controlShifts(symbol, ts, costs, changes);
  const k = controls.length;
  const controlShift = k === 0 ? null : exactSum(controls.map(({ shiftBps }) => shiftBps)) / k;
  const known = {
    rows_before: own?.rowsBefore ?? 0,
    rows_after: own?.rowsAfter ?? 0,
    shift_bps: own?.shiftBps ?? null,
    controls: k,
    control_shift_bps: controlShift,
    ...UNJUDGED,
  };
  if (own === undefined) return { ...known, reason: 'too_few_rows' };
  if (controlShift === null || k < FEWEST_CONTROLS) return { ...known, reason: 'no_controls' };
  if (own.variance === undefined) return { ...known, reason: 'too_few_days' };
  const effect = own.shiftBps - controlShift;
  const between = exactSum(controls.map(({ shiftBps }) => (shiftBps - controlShift) ** 2)) / (k - 1);
  const noise = exactSum(controls.map(({ variance }) => variance ?? 0)) / (k * k);
  const se = Math.sqrt(Math.max(own.variance + between / k, between * (1 + 1 / k), own.variance + noise));
  const df = Math.min(own.activeDays - 1, k - 1);
  const half = studentQuantile(0.95, df) * se;
  const [lo, hi] = [effect - half, effect + half];
  return { ...known, effect_bps: effect, se_bps: se, df, lo, hi, shown: lo > 0 || hi < 0 };
}

const UNJUDGED = { effect_bps: null, se_bps: null, df: null, lo: null, hi: null, shown: null };

function controlShifts(
  symbol: string,
  at: number,
  costs: CostRows,
  changes: readonly CostPolicyChange[],
): readonly CostShift[] {
  const changed = new Set(
    changes
      .filter(({ ts }) => at - SHIFT_WINDOW_MS <= ts && ts < at + SHIFT_WINDOW_MS)
      .map((change) => change.symbol),
  );
  return [...costs].flatMap(([other, rows]) =>
    other === symbol || changed.has(other) ? [] : (costShift(rows, at) ?? []),
  );
}
