import type { FromSchema } from '../../model/schemas/from-schema';
import {
  closed,
  count,
  intervalOrNull,
  listOf,
  number,
  numberOrNull,
  orNull,
  text,
} from '../../model/schemas/shapes';

import { barFields } from './symbol-row';

export const cutFields = {
  count,
  hit_rate: numberOrNull,
  net_pnl_usd: numberOrNull,
  /** Mean net USD of a trade. */
  expectancy: numberOrNull,
  known_r: count,
  avg_r: numberOrNull,
  /** Of a group of sizes: the least and the greatest entry notional. */
  notional_usd: intervalOrNull,
};
const cutGroup = closed({ key: text, ...cutFields, ...barFields });
const cut = closed({
  /** Its name in the file: `exit_reasons`, `sides`, … */
  name: text,
  /** How many groups the adjusted intervals allow for. */
  comparisons: count,
  /** In their own order where they have one, else the greatest loss first. */
  groups: listOf(cutGroup),
});

/** The trades of each window by every grouping that the file has, but for symbols; the primary window first. */
export const cuts = listOf(closed({ window: text, groupings: listOf(cut) }));

const day = orNull(closed({ day: text, net_usd: number }));

/** The fund by day over the primary window. */
export const fund = closed({
  /** Days with a trade, UTC, in columns of one length. */
  days: closed({ day: listOf(text), net_usd: listOf(number), trades: listOf(count) }),
  /** Mean over standard deviation of the daily net, days without a trade included, and its standard error. */
  sharpe_day: numberOrNull,
  sharpe_se: numberOrNull,
  worst_day: day,
  best_day: day,
  /** Share of the time with a position open, where entries are known. */
  exposure: numberOrNull,
});

export type Cuts = FromSchema<typeof cuts>;
export type CutGrouping = FromSchema<typeof cut>;
export type CutGroup = FromSchema<typeof cutGroup>;
export type FundDays = FromSchema<typeof fund>;
