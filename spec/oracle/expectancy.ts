/** Trades of a window and their groups: symbols, strategies, regimes, hours and the policy partitions. */
import { blockOf } from './block';
import { cutsOf } from './cuts';
import { fundOf } from './fund';
import { record } from './json';
import { biasLabel } from './advice/policy';
import type { Window } from './time';
import { within } from './time';
import type { Row, Trade } from './records';
import type { Block, Blocks, Groups } from './types';

export function tradesIn(trades: readonly Trade[], window: Window, asOf: number): readonly Trade[] {
  if (window.width === null) return window.last === 0 ? [] : trades.slice(-window.last);
  const { width } = window;
  return trades.filter((t) => within(t.ts, asOf, width));
}

function path(row: Row | null): string {
  if (row === null || row.makerStart === null) return 'unknown';
  if (!row.makerStart) return 'taker';
  if (row.makerFinal === null) return 'unknown';
  return row.makerFinal ? 'maker' : 'maker_to_taker';
}

function slipClass(slip: number | null): string {
  if (slip === null) return 'none';
  if (slip < 0) return 'improved';
  if (slip <= 1) return 'low';
  return slip <= 5 ? 'mid' : 'high';
}

function regimeKey(trade: Trade): string {
  return `${path(trade.row)}|${slipClass(trade.row?.slip ?? null)}`;
}

function word(text: string | null): string {
  const plain = (text ?? '').trim().toLowerCase();
  return plain === '' ? 'unknown' : plain;
}

function biasKey(trade: Trade): string {
  const bias = trade.row?.policy.bias ?? null;
  return typeof bias === 'number' ? biasLabel(bias) : word(bias);
}

function group(trades: readonly Trade[], keyOf: (trade: Trade) => string, cells?: number): Blocks {
  const blocks = new Map<string, Block>();
  const keys = new Set(trades.map(keyOf));
  for (const key of keys) {
    const own = trades.filter((t) => keyOf(t) === key);
    blocks.set(key, blockOf(own, cells ?? keys.size));
  }
  return record(blocks);
}

export function groupsOf(trades: readonly Trade[]): Groups {
  return {
    sample_count: trades.length,
    symbols: group(trades, (t) => t.symbol),
    strategies: group(trades, (t) => t.strategy),
    symbol_strategies: group(trades, (t) => `${t.symbol}|${t.strategy}`),
    regimes: group(trades, regimeKey, 20),
    hours: group(trades, (t) => String(new Date(t.ts).getUTCHours()), 24),
    policy_qualities: group(trades, (t) => word(t.row?.quality ?? null)),
    taker_biases: group(trades, biasKey),
    ...cutsOf(trades),
    fund: fundOf(trades),
  };
}
