/** Rows as the executor writes them. Attempt n has one ack, one metric row and one close, all told by n alone. */

export interface RowOptions {
  /** Attempt n is in the symbol n modulo their number. */
  readonly symbols?: readonly string[];
  /** Fields that take the place of the row's own. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export const SYMBOLS: readonly string[] = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'BNBUSDT'];

const STRATEGIES = ['trend', 'mean_reversion', 'carry'] as const;
const RISK_SHARE = 0.012;
const FEE_BPS = { maker: 2, taker: 5 } as const;

/** The line of order_metrics.jsonl for attempt n, without "\n"; `tsMs` is epoch milliseconds, written in seconds. */
export function metricRow(n: number, tsMs: number, options: RowOptions = {}): string {
  const { symbol, side, price, qty, notionalUsd, feesUsd, isMaker, makerStart, ...ids } = attempt(n, options);
  const ackMs = rounded(60 + 300 * noise(n, 'ack'), 1);
  return line(options, {
    attempt_id: ids.attemptId,
    intent_id: ids.intentId,
    symbol,
    side,
    ts: tsMs / 1000,
    venue: 'binance_futures',
    route: makerStart ? 'maker_first' : 'market',
    prices: { mark: price, submitted: price, avg_fill: price },
    qty: { contracts: qty, notional_usd: notionalUsd },
    timing_ms: { decision: 11.5, submit: 3.2, ack: ackMs, fill: rounded(ackMs + 500, 1) },
    ack_latency_ms: ackMs,
    result: { status: 'FILLED', retries: 0, cancelled: false },
    fees_usd: feesUsd,
    slippage_bps: rounded(isMaker ? -0.5 * noise(n, 'slip') : 4 * noise(n, 'slip'), 4),
    policy: {
      maker_first: true,
      taker_bias: 'balanced',
      quality: 'ok',
      reason: 'quality=ok atr=normal',
      offset_bps: 2,
    },
    maker_start: makerStart,
    is_maker_final: isMaker,
    used_fallback: makerStart && !isMaker,
  });
}

/** The line of orders_executed.jsonl that acknowledges attempt n's order. */
export function ackRow(n: number, tsMs: number, options: RowOptions = {}): string {
  const { symbol, side, price, qty, ...order } = attempt(n, options);
  return line(options, {
    symbol,
    side,
    ts: isoMicros(tsMs),
    orderId: order.orderId,
    clientOrderId: order.clientOrderId,
    order_type: order.makerStart ? 'LIMIT' : 'MARKET',
    price,
    qty,
    status: 'NEW',
    strategy: order.strategy,
    attempt_id: order.attemptId,
    intent_id: order.intentId,
    event_type: 'order_ack',
  });
}

/** The line of orders_executed.jsonl that closes attempt n's whole position, with its P&L and its risk. */
export function closeRow(n: number, tsMs: number, options: RowOptions = {}): string {
  const { symbol, qty, notionalUsd, riskUsd, ...order } = attempt(n, options);
  return line(options, {
    symbol,
    ts_close: isoMicros(tsMs),
    orderId: order.orderId + 1,
    clientOrderId: `${order.clientOrderId}x`,
    realizedPnlUsd: rounded(riskUsd * (4 * noise(n, 'pnl') - 1.8), 6),
    fees_total: rounded(2 * order.feesUsd, 6),
    position_size_before: qty,
    position_size_after: 0,
    strategy: order.strategy,
    attempt_id: order.attemptId,
    intent_id: order.intentId,
    entry_notional_usd: notionalUsd,
    initial_risk_usd: riskUsd,
    exit_reason: 'SIGNAL_EXIT',
    ts: isoMicros(tsMs),
    event_type: 'order_close',
  });
}

function attempt(n: number, { symbols = SYMBOLS }: RowOptions) {
  const price = rounded(10 + 1000 * noise(n, 'price'), 3);
  const qty = rounded(1 + 9 * noise(n, 'qty'), 3);
  const notionalUsd = rounded(price * qty, 2);
  const makerStart = noise(n, 'route') < 0.7;
  const isMaker = makerStart && noise(n, 'final') < 0.75;
  return {
    attemptId: `sig_${n.toString(16).padStart(10, '0')}`,
    intentId: `ord_${n.toString(16).padStart(10, '0')}`,
    orderId: 40_000_000_000 + 2 * n,
    clientOrderId: `c_${n}`,
    symbol: symbols[n % symbols.length] ?? 'BTCUSDT',
    strategy: STRATEGIES[n % STRATEGIES.length] ?? 'trend',
    side: noise(n, 'side') < 0.5 ? 'BUY' : 'SELL',
    price,
    qty,
    notionalUsd,
    riskUsd: rounded(notionalUsd * RISK_SHARE, 6),
    feesUsd: rounded((notionalUsd * (isMaker ? FEE_BPS.maker : FEE_BPS.taker)) / 10_000, 6),
    makerStart,
    isMaker,
  };
}

function line(options: RowOptions, row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...row, ...options.fields });
}

// In [0, 1), the same for the same n and topic: FNV-1a, then murmur3's last mix.
function noise(n: number, topic: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${topic}:${n}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function rounded(value: number, places: number): number {
  return Number(value.toFixed(places));
}

function isoMicros(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}
