import type { DeskTexts } from '../contract/replayed';
import { pythonText } from '../contract/random/python-text';
import { outcomeOf, type Outcome } from './outcome';

/** Desks of our own making, with the configs that the cases have: neighbours of the cases. */

/** 2026-11-01T00:00:00Z, in epoch seconds. */
export const T0 = 1_793_491_200;

export interface Made {
  readonly orders?: readonly object[];
  readonly metrics?: readonly object[];
  readonly state?: Readonly<Record<string, unknown>>;
  /** Keys of the global limits, over those of the cases. */
  readonly global?: object;
  /** Files of the config directory, over those of the cases. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Equity of 10,000 without a drawdown. */
const NAV = { equity: 10_000, drawdown_pct: 0, updated_ts: T0 };

export const UNIVERSE: readonly object[] = [
  {
    symbol: 'BTCUSDT',
    tier: 'CORE',
    enabled: true,
    caps: { max_nav_pct: 0.25, max_concurrent_positions: 1 },
  },
  { symbol: 'ETHUSDT', tier: 'CORE', enabled: true, caps: { max_nav_pct: 0.2, max_concurrent_positions: 1 } },
];

function limitsOf(global: object): object {
  return {
    global: {
      max_nav_drawdown_pct: 10,
      max_concurrent_positions: 4,
      max_trade_nav_pct: 0.2,
      symbol_notional_share_cap_pct: 25,
      tiers: { CORE: { per_symbol_nav_pct: 30 } },
      ...global,
    },
    nav_freshness_seconds: 864_000,
    per_symbol: { BTCUSDT: { max_nav_pct: 0.25 }, ETHUSDT: { max_nav_pct: 0.2 } },
  };
}

/** The texts of a made desk. `state` may place a file: `../nav_log.json` stands beside the folder. */
export function textsOf({
  orders = [],
  metrics = [],
  state = {},
  global = {},
  config = {},
}: Made): DeskTexts {
  const files = { 'risk_limits.json': limitsOf(global), 'pairs_universe.json': { universe: UNIVERSE } };
  return {
    logs: { orders: orders.map(pythonText), metrics: metrics.map(pythonText) },
    state: written({ 'nav.json': NAV, ...state }),
    config: written({ ...files, ...config }),
  };
}

function written(files: Readonly<Record<string, unknown>>): Record<string, string> {
  const present = Object.entries(files).filter(([, content]) => content !== undefined);
  return Object.fromEntries(present.map(([name, content]) => [name, pythonText(content)]));
}

export function outcomeOfMade(made: Made, asOf?: number): Promise<Outcome> {
  return outcomeOf(textsOf(made), asOf);
}

/** A close without sizes, `i` minutes after T0. */
export function close(i: number, pnl: unknown, more: object = {}): object {
  return {
    event_type: 'order_close',
    symbol: 'BTCUSDT',
    ts_close: T0 + 60 * i,
    orderId: 1000 + i,
    clientOrderId: `c${i}`,
    realizedPnlUsd: pnl,
    fees_total: 0.1,
    attempt_id: `a${i}`,
    strategy: 's1',
    entry_notional_usd: 100,
    ...more,
  };
}

/** A close of `of` units at `i` minutes, from `before` to `after`. */
export function leg(i: number, before: number, after: number, pnl: number, more: object = {}): object {
  const closed = Math.sign(before) === Math.sign(after) ? Math.abs(before - after) : Math.abs(before);
  const sizes = { position_size_before: before, position_size_after: after, closed_qty: closed };
  return close(i, pnl, { entry_notional_usd: undefined, fees_total: 0, ...sizes, ...more });
}

export function fill(
  i: number,
  side: 'BUY' | 'SELL',
  quantity: number,
  price: number,
  more: object = {},
): object {
  return {
    event_type: 'order_fill',
    symbol: 'BTCUSDT',
    side,
    ts_fill_first: T0 + 60 * i,
    ts_fill_last: T0 + 60 * i,
    ts: T0 + 60 * i,
    orderId: 1000 + i,
    clientOrderId: `c${i}`,
    executedQty: quantity,
    avgPrice: price,
    fee_total: quantity * price * 4e-4,
    feeAsset: 'USDT',
    attempt_id: `a${i}`,
    ...more,
  };
}

/** A row of a router that does well, half a minute before the close of the same number. */
export function row(i: number, more: object = {}): object {
  return {
    attempt_id: `a${i}`,
    symbol: 'BTCUSDT',
    side: 'BUY',
    ts: T0 - 30 + 60 * i,
    qty: { contracts: 1, notional_usd: 100 },
    ack_latency_ms: 100,
    result: { status: 'FILLED', retries: 0, cancelled: false },
    fees_usd: 0.05,
    slippage_bps: 0.5,
    policy: { maker_first: true, taker_bias: 'balanced', quality: 'good', offset_bps: 2 },
    maker_start: true,
    is_maker_final: true,
    used_fallback: false,
    ...more,
  };
}

/** An attempt that was not filled, as the executor writes it. */
export function unfilled(i: number, slippage: number, more: object = {}): object {
  return {
    attempt_id: `u${i}`,
    symbol: 'BTCUSDT',
    side: 'BUY',
    ts: T0 - 29 + 60 * i,
    qty: { contracts: 0, notional_usd: 0 },
    ack_latency_ms: 100,
    result: { status: 'NEW', retries: 0, cancelled: false },
    fees_usd: null,
    slippage_bps: slippage,
    prices: { mark: 17.35, submitted: 17.35, avg_fill: 0 },
    ...more,
  };
}

export function times<T>(count: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}
