import { ExactSum } from '../../../src/model/math/exact-sum';
import { DAY } from '../../../src/model/values/time';

/** What each setting would have made of the same trades. Columns of one length, in order of close. */
export interface SettingColumns {
  /** The default first. */
  readonly names: readonly string[];
  /** By setting: the multiple that it gave each trade. */
  readonly multiples: readonly ArrayLike<number>[];
  readonly rs: readonly number[];
  /** Times of entry and of close, epoch ms. */
  readonly entries: readonly number[];
  readonly closes: readonly number[];
}

/** What was used for the entries of a week. */
interface WeekChoice {
  readonly startTs: number;
  /** Its place among the names: 0 is the default. */
  readonly setting: number;
  /** Trades that the choice rests on. */
  readonly known: number;
  /** Trades that were entered in the week. */
  readonly entered: number;
}

/** The choice of each week with an entry, in order, and the multiple that each trade had by it. */
export interface NestedChoice {
  readonly weeks: readonly WeekChoice[];
  readonly multiples: readonly number[];
}

const WEEK = 7 * DAY;
const FEWEST_TRADES = 50;

/**
 * At each multiple of 7 days since the epoch the setting with the largest Σ m·R over the trades that closed more than
 * `marginMs` before it, used for the entries of that week (SPEC 9.7). With fewer than 50 of them the default; of equal sums the
 * default’s, else the first.
 */
export function nestedChoice(
  { names, multiples, rs, entries, closes }: SettingColumns,
  marginMs: number,
): NestedChoice {
  const weekOf = entries.map((ts) => Math.floor(ts / WEEK) * WEEK);
  const entered = new Map<number, number>();
  for (const week of weekOf) entered.set(week, (entered.get(week) ?? 0) + 1);
  const sums = names.map(() => new ExactSum());
  const weeks: WeekChoice[] = [];
  let known = 0;
  for (const startTs of [...entered.keys()].sort((a, b) => a - b)) {
    for (; (closes[known] ?? Infinity) < startTs - marginMs; known++)
      for (const [s, sum] of sums.entries()) sum.add((multiples[s]?.[known] ?? 0) * (rs[known] ?? 0));
    const setting = known < FEWEST_TRADES ? 0 : placeOfLargest(sums.map((sum) => sum.value()));
    weeks.push({ startTs, setting, known, entered: entered.get(startTs) ?? 0 });
  }
  const chosen = new Map(weeks.map(({ startTs, setting }) => [startTs, setting]));
  return {
    weeks,
    multiples: weekOf.map((week, i) => multiples[chosen.get(week) ?? 0]?.[i] ?? 0),
  };
}

/** Of equal ones the first. */
export function placeOfLargest(values: readonly number[]): number {
  let best = 0;
  for (const [i, value] of values.entries()) if (value > (values[best] ?? 0)) best = i;
  return best;
}
