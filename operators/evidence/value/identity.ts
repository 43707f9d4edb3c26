import { ExactSum, exactSum } from '../../../src/model/math/exact-sum';
import { memoizeByRef } from '../../core/memoize-by-ref';
import { placesByName } from '../../core/partition';
import type { UnitTrades } from './unit-trades';

/** What following the multiples would have been worth, a trade; every trade counts the same, whatever its size. */
export interface ValueIdentity {
  readonly n: number;
  /** m̄: mean multiple; null without trades, as all below. */
  readonly mean_m: number | null;
  /** x̄. */
  readonly traded: number | null;
  /** mean(m·x). */
  readonly advised: number | null;
  /** mean(m·x − x) = exposure + selection. */
  readonly total: number | null;
  /** (m̄ − 1)·x̄: what trading less was worth. */
  readonly exposure: number | null;
  /** mean((m − m̄)(x − x̄)) = between + within: what choosing was worth. */
  readonly selection: number | null;
  /** Choosing symbols. */
  readonly between: number | null;
  /** Choosing times. */
  readonly within: number | null;
  /** selection/m̄: what choosing earns at equal size; null where m̄ = 0. */
  readonly per_unit: number | null;
  readonly reason?: 'no_trades';
}

/** The identity of SPEC 9.3. Sums are exact before they are rounded, so the order of trades has no part in it. */
export function valueIdentity({ multiples, values, symbols }: UnitTrades): ValueIdentity {
  const n = values.length;
  if (n === 0) return NO_TRADES;
  const meanM = columnMean(multiples);
  const meanX = columnMean(values);
  const selection = selectionOf(multiples, values);
  const between = betweenOf(multiples, values, symbols);
  const [advised, total] = [new ExactSum(), new ExactSum()];
  for (let i = 0; i < n; i++) {
    const [m, x] = [multiples[i] ?? 0, values[i] ?? 0];
    advised.add(m * x);
    total.add(m * x - x);
  }
  return {
    n,
    mean_m: meanM,
    traded: meanX,
    advised: advised.value() / n,
    total: total.value() / n,
    exposure: (meanM - 1) * meanX + 0,
    selection,
    between,
    within: selection - between,
    per_unit: meanM === 0 ? null : selection / meanM,
  };
}

/** mean((m − m̄)(x − x̄)); 0 without trades. The statistic of the timing test. */
export function selectionOf(multiples: ArrayLike<number>, values: readonly number[]): number {
  if (values.length === 0) return 0;
  const meanM = columnMean(multiples);
  const meanX = columnMean(values);
  const sum = new ExactSum();
  for (let i = 0; i < values.length; i++) sum.add(((multiples[i] ?? 0) - meanM) * ((values[i] ?? 0) - meanX));
  return sum.value() / values.length + 0;
}

/** selection/m̄; undefined without size. The statistic of the permutation test. */
export function perUnitOf(multiples: readonly number[], values: readonly number[]): number | undefined {
  const meanM = values.length === 0 ? 0 : meanOf(multiples);
  return meanM === 0 ? undefined : selectionOf(multiples, values) / meanM;
}

/** The mean of one number or more, never outside their range: that of equal numbers is that number. */
export function meanOf(column: ArrayLike<number>): number {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  // Never −0.
  return Math.min(most, Math.max(least, exactSum(column) / column.length)) + 0;
}

/** The same of a column that is asked for it more than once, and does not change. */
export const columnMean: (column: ArrayLike<number>) => number = memoizeByRef(meanOf);

/** The mean of what stands at some places of a column. */
export function meanAt(column: readonly number[], places: readonly number[]): number {
  const picked = new Float64Array(places.length);
  for (let nth = 0; nth < picked.length; nth++) picked[nth] = column[places[nth] ?? -1] ?? 0;
  return meanOf(picked);
}

/** Σ_s (n_s/n)(m̄_s − m̄)(x̄_s − x̄). */
function betweenOf(
  multiples: readonly number[],
  values: readonly number[],
  symbols: readonly string[],
): number {
  const meanM = columnMean(multiples);
  const meanX = columnMean(values);
  const parts = [...placesByName(symbols).values()].map(
    (places) =>
      (places.length / values.length) *
      (meanAt(multiples, places) - meanM) *
      (meanAt(values, places) - meanX),
  );
  return exactSum(parts) + 0;
}

const NO_TRADES: ValueIdentity = {
  n: 0,
  ...{ mean_m: null, traded: null, advised: null, total: null, exposure: null },
  ...{ selection: null, between: null, within: null, per_unit: null, reason: 'no_trades' },
};
