import { ExactSum } from '../../../src/model/math/exact-sum';

/** The UTC days on which trades closed. */
export interface TradeDays {
  /** D: calendar days from the first to the last close, those without a trade included; 0 without trades. */
  readonly length: number;
  /** G: days with a trade. */
  readonly active: number;
  /** For each trade, the place of its day: 0 is the first day. */
  readonly places: readonly number[];
}

/** `days`: for each trade the UTC day of its close, ⌊ts/86,400,000⌋, in any order. */
export function tradeDays(days: readonly number[]): TradeDays {
  let first = Infinity;
  let last = -Infinity;
  for (const day of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return {
    length: days.length === 0 ? 0 : last - first + 1,
    active: new Set(days).size,
    places: days.map((day) => day - first),
  };
}

/** The sums of a column of the trades by calendar day: D numbers, 0 on a day without a trade. Exact before one rounding, so the order of trades has no part in it. */
export function daySums(column: ArrayLike<number>, days: TradeDays): readonly number[] {
  const sums = Array.from({ length: days.length }, () => new ExactSum());
  for (let i = 0; i < days.places.length; i++) sums[days.places[i] ?? -1]?.add(column[i] ?? 0);
  return sums.map((sum) => sum.value());
}
