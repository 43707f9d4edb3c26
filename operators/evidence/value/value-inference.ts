import { inferenceOf, type Inference } from '../statistics/inference';
import { meanOf, perUnitOf, selectionOf } from './identity';
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
  const meanM = meanOf(multiples);
  const meanX = meanOf(values);
  const selection = selectionOf(multiples, values);
  const perUnit = perUnitOf(multiples, values);
  const advised = values.map((x, i) => (multiples[i] ?? 0) * x);
  const gains = values.map((x, i) => (multiples[i] ?? 0) * x - x);
  const chosen = values.map((x, i) => ((multiples[i] ?? 0) - meanM) * (x - meanX) - selection);
  const inferred = (column: readonly number[]): Inference => {
    const mean = meanOf(column);
    return inferenceOf(mean, less(column, mean), days);
  };
  return {
    total: inferred(gains),
    exposure: inferenceOf(
      (meanM - 1) * meanX + 0,
      less(gains, meanOf(gains)).map((u, i) => u - (chosen[i] ?? 0)),
      days,
    ),
    selection: inferenceOf(selection, chosen, days),
    advised: inferred(advised),
    traded: inferred(values),
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

function less(column: readonly number[], mean: number): readonly number[] {
  return column.map((value) => value - mean);
}

const NOTHING: ValueInference = {
  ...{ total: null, exposure: null, selection: null },
  ...{ advised: null, traded: null, per_unit: null },
};
