import { memoizeByRef } from '../../core/memoize-by-ref';
import { daySums } from '../statistics/trade-days';
import type { UnitTrades } from './unit-trades';

/** What following the multiples would have added, by calendar day: Σ(m·x − x), D numbers. */
export const dailyGain = memoizeByRef(({ multiples, values, days }: UnitTrades): readonly number[] =>
  daySums(
    Float64Array.from(values, (x, i) => (multiples[i] ?? 0) * x - x),
    days,
  ),
);
