import { memoizeByRef } from '../../core/memoize-by-ref';
import { daySums } from '../statistics/trade-days';
import type { UnitTrades } from './unit-trades';

/** What following the multiples would have added, by calendar day: Σ(m·x − x), D numbers. */
export const dailyGain = memoizeByRef(({ multiples, values, days }: UnitTrades): readonly number[] => {
  const gains = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const x = values[i] ?? 0;
    gains[i] = (multiples[i] ?? 0) * x - x;
  }
  return daySums(gains, days);
});
