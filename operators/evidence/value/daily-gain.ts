import { daySums } from '../statistics/trade-days';
import type { UnitTrades } from './unit-trades';

/** What following the multiples would have added, by calendar day: Σ(m·x − x), D numbers. */
export function dailyGain({ multiples, values, days }: UnitTrades): readonly number[] {
  return daySums(
    values.map((x, i) => (multiples[i] ?? 0) * x - x),
    days,
  );
}
