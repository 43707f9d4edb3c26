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
  const means = { m: meanM, x: meanX, gain: meanGain(multiples, values), selection, perUnit: perUnit ?? 0 };
  const { advised, influence } = influencesOf(multiples, values, means);
  return {
    total: inferenceOf(means.gain, influence.total, days),
    exposure: inferenceOf((meanM - 1) * meanX + 0, influence.exposure, days),
    selection: inferenceOf(selection, influence.selection, days),
    advised: inferred(advised, days),
    traded: tradedIn(values)(days),
    per_unit: perUnit === undefined ? null : inferenceOf(perUnit, influence.perUnit, days),
  };
}

// In a function of its own, as each loop here: what is compiled inside a loop is compiled anew at each call.
function influencesOf(
  multiples: readonly number[],
  values: readonly number[],
  mean: Readonly<Record<'m' | 'x' | 'gain' | 'selection' | 'perUnit', number>>,
) {
  const column = (): Float64Array => new Float64Array(values.length);
  const advised = column();
  const influence = { total: column(), exposure: column(), selection: column(), perUnit: column() };
  for (let i = 0; i < advised.length; i++) {
    const [m, x] = [multiples[i] ?? 0, values[i] ?? 0];
    const chosen = (m - mean.m) * (x - mean.x) - mean.selection;
    const gained = m * x - x - mean.gain;
    advised[i] = m * x;
    influence.total[i] = gained;
    influence.exposure[i] = gained - chosen;
    influence.selection[i] = chosen;
    influence.perUnit[i] = (chosen - mean.perUnit * (m - mean.m)) / mean.m;
  }
  return { advised, influence };
}

function meanGain(multiples: readonly number[], values: readonly number[]): number {
  const gains = new Float64Array(values.length);
  for (let i = 0; i < gains.length; i++) {
    const x = values[i] ?? 0;
    gains[i] = (multiples[i] ?? 0) * x - x;
  }
  return meanOf(gains);
}

function inferred(column: ArrayLike<number>, days: TradeDays): Inference {
  const mean = meanOf(column);
  const influence = new Float64Array(column.length);
  for (let i = 0; i < influence.length; i++) influence[i] = (column[i] ?? 0) - mean;
  return inferenceOf(mean, influence, days);
}

// That of the trades as they were is the same for every policy.
const tradedIn = memoizeByRef((values: readonly number[]) =>
  memoizeByRef((days: TradeDays) => inferred(values, days)),
);

const NOTHING: ValueInference = {
  ...{ total: null, exposure: null, selection: null },
  ...{ advised: null, traded: null, per_unit: null },
};
