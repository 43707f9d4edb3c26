import { inferenceOf, type Inference } from '../statistics/inference';
import { memoizeByRef } from '../../core/memoize-by-ref';
import type { TradeDays } from '../statistics/trade-days';
import { columnMean, meanOf, selectionOf } from './identity';
import type { UnitTrades } from './unit-trades';

/** How sure each part of the identity is; null without trades, per_unit also without size. */
export interface ValueInference {
  readonly total: Inference | null;
  readonly exposure: Inference | null;
  readonly selection: Inference | null;
  readonly advised: Inference | null;
  readonly traded: Inference | null;
  readonly per_unit: Inference | null;
}

/** The inference of each part from the influence of each trade on it (SPEC 9.4). */
export function valueInference({ multiples, values, days }: UnitTrades): ValueInference {
  const n = values.length;
  if (n === 0) return NOTHING;
  const meanM = columnMean(multiples);
  const meanX = columnMean(values);
  const selection = selectionOf(multiples, values);
  const perUnit = meanM === 0 ? undefined : selection / meanM;
  const [advised, gains, chosen] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const [m, x] = [multiples[i] ?? 0, values[i] ?? 0];
    advised[i] = m * x;
    gains[i] = m * x - x;
    chosen[i] = (m - meanM) * (x - meanX) - selection;
  }
  const gain = meanOf(gains);
  const gained = less(gains, gain);
  const exposed = gained.map((u, i) => u - (chosen[i] ?? 0));
  return {
    total: inferenceOf(gain, gained, days),
    exposure: inferenceOf((meanM - 1) * meanX + 0, exposed, days),
    selection: inferenceOf(selection, chosen, days),
    advised: inferred(advised, days),
    traded: tradedIn(values)(days),
    per_unit:
      perUnit === undefined
        ? null
        : inferenceOf(
            perUnit,
            chosen.map((u, i) => (u - perUnit * ((multiples[i] ?? 0) - meanM)) / meanM),
            days,
          ),
  };
}

function inferred(column: ArrayLike<number>, days: TradeDays): Inference {
  const mean = meanOf(column);
  return inferenceOf(mean, less(column, mean), days);
}

// That of the trades as they were is the same for every policy.
const tradedIn = memoizeByRef((values: readonly number[]) =>
  memoizeByRef((days: TradeDays) => inferred(values, days)),
);

function less(column: ArrayLike<number>, mean: number): Float64Array {
  const rest = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) rest[i] = (column[i] ?? 0) - mean;
  return rest;
}

const NOTHING: ValueInference = {
  ...{ total: null, exposure: null, selection: null },
  ...{ advised: null, traded: null, per_unit: null },
};
