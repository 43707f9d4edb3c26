import { REGIME_CELLS } from '../../src/model/regime';
import type { Trade } from '../../src/model/trade';
import { monthOf, weekdayOf } from '../../src/model/values/time';
import { holdingTimeOf } from './cuts/holding-time';

/** The ways trades are grouped. Each is a partition: its counts add up to the window's. */
export const GROUPINGS = {
  symbols: (trade: Trade) => trade.symbol,
  strategies: (trade: Trade) => trade.strategy,
  symbol_strategies: (trade: Trade) => `${trade.symbol}|${trade.strategy}`,
  regimes: (trade: Trade) => trade.regime,
  hours: (trade: Trade) => String(trade.hour),
  policy_qualities: (trade: Trade) => trade.policyQuality,
  taker_biases: (trade: Trade) => trade.takerBias,
} as const;

/** More of them, with the metrics that a question of the desk asks for: nothing follows from these. */
export const CUTS = {
  sides: (trade: Trade) => trade.side,
  exit_reasons: (trade: Trade) => trade.exitReason,
  venues: (trade: Trade) => trade.venue,
  months: (trade: Trade) => monthOf(trade.ts),
  weekdays: (trade: Trade) => weekdayOf(trade.ts),
  holding_times: (trade: Trade) => holdingTimeOf(trade.holdMs),
} as const;

export type Grouping = keyof typeof GROUPINGS;

/** `sizes` depend on the other trades of the window (sizes.ts). */
export type Cut = keyof typeof CUTS | 'sizes';

/**
 * How many cells are compared where a grouping has the same ones always. Else they are the groups that there are. The
 * interval of each cell allows for so many.
 */
export const COMPARISON_CELLS: Readonly<Partial<Record<Grouping | Cut, number>>> = {
  hours: 24,
  regimes: REGIME_CELLS,
};
