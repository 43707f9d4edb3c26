import { REGIME_CELLS } from '../../src/model/regime';
import type { Trade } from '../../src/model/trade';

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

export type Grouping = keyof typeof GROUPINGS;

/** Cells of the partitions that people scan for the best one: their intervals carry a multiple-comparison bar. */
export const COMPARISON_CELLS: Readonly<Partial<Record<Grouping, number>>> = {
  hours: 24,
  regimes: REGIME_CELLS,
};
