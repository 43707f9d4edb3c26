/** Raw lines to router rows, closes and fills, with what each field means. */
import { bool, first, get, isObj, num, parse, present, str, symbolOf } from './json';
import { micros, timestamp } from './time';
import type { Close, Fill, Ids, Policy, PositionSide, Row } from './records';

const CLOSES = ['order_close', 'trade_close', 'position_close'];
const DOLLARS = ['USD', 'USDT', 'USDC', 'BUSD', 'FDUSD'];
const MOST_BPS = 2000;

export interface Decoded {
  readonly rows: readonly Row[];
  readonly closes: readonly Close[];
  readonly fills: readonly Fill[];
}

/** An id as text, with every digit that was written. */
function idOf(row: unknown, line: string, keys: readonly string[]): string | null {
  for (const key of keys) {
    const x = get(row, key);
    if (typeof x === 'string' && x !== '') return x;
    if (typeof x !== 'number') continue;
    return new RegExp(`"${key}"\\s*:\\s*(-?\\d+)`).exec(line)?.[1] ?? String(x);
  }
  return null;
}

function idsOf(row: unknown, line: string): Ids {
  return {
    order: idOf(row, line, ['orderId']),
    client: idOf(row, line, ['clientOrderId']),
    attempt: idOf(row, line, ['attempt_id', 'attemptId']),
    intent: idOf(row, line, ['intent_id']),
  };
}

function positive(x: number | null): number | null {
  return x !== null && x > 0 ? x : null;
}

function size(x: number | null): number | null {
  return x === null ? null : positive(Math.abs(x));
}

function sideOf(row: unknown): PositionSide {
  const text = (str(get(row, 'positionSide')) ?? '').trim().toUpperCase();
  return text === 'LONG' || text === 'SHORT' ? text : 'BOTH';
}

function isForeign(row: unknown): boolean {
  const asset = str(get(row, 'feeAsset'));
  return asset !== null && !DOLLARS.includes(asset.trim().toUpperCase());
}

export function policyOf(x: unknown): Policy {
  const bias = get(x, 'taker_bias');
  return {
    makerFirst: bool(get(x, 'maker_first')),
    bias: num(bias) ?? str(bias) ?? str(get(x, 'bias_label')),
    offset: num(get(x, 'offset_bps')),
  };
}

function plausible(bps: number | null): number | null {
  return bps === null || Math.abs(bps) > MOST_BPS ? null : bps;
}

function decodeRow(row: unknown, line: string): Row | null {
  const ts = timestamp(get(row, 'ts'));
  const symbol = symbolOf(get(row, 'symbol'));
  if (ts === null || symbol === null) return null;
  const qty = get(row, 'qty');
  const result = get(row, 'result');
  const status = str(get(result, 'status'))?.trim().toUpperCase() ?? null;
  const filled =
    status === 'FILLED' ||
    status === 'PARTIALLY_FILLED' ||
    (num(get(qty, 'contracts')) ?? 0) > 0 ||
    (num(get(get(row, 'prices'), 'avg_fill')) ?? 0) > 0;
  const notional = size(num(get(qty, 'notional_usd')));
  const fees = num(get(row, 'fees_usd'));
  const tiny = notional !== null && notional < 1e-6;
  const fee = fees === null || notional === null || tiny ? null : (fees / notional) * 1e4;
  const slip = num(get(row, 'slippage_bps'));
  const isTwap = (str(get(row, 'route')) ?? '').trim().toLowerCase() === 'twap';
  const ack =
    num(get(row, 'ack_latency_ms')) ?? num(get(get(row, 'timing_ms'), 'ack')) ?? num(get(row, 'latency_ms'));
  const { attempt, intent } = idsOf(row, line);
  return {
    ts,
    symbol,
    line,
    attempt,
    intent,
    notional,
    filled,
    feeBps: filled ? plausible(fee) : null,
    slip: filled ? plausible(slip) : null,
    implausible: filled && (tiny || plausible(fee) !== fee || plausible(slip) !== slip),
    ack: isTwap ? null : ack,
    makerStart: bool(get(row, 'maker_start')) ?? bool(get(row, 'started_maker')),
    makerFinal: bool(get(row, 'is_maker_final')),
    fallback: isTwap ? null : bool(get(row, 'used_fallback')),
    hasResult: isObj(result),
    status,
    clean:
      status === 'FILLED' &&
      bool(get(result, 'cancelled')) !== true &&
      (num(get(result, 'retries')) ?? 0) === 0,
    policy: policyOf(get(row, 'policy')),
    quality: str(get(get(row, 'policy'), 'quality')),
    venue: written(str(get(row, 'venue'))),
  };
}

function decodeClose(row: unknown, line: string): Close | null {
  const told = first(row, ['ts_close', 'ts']);
  const at = micros(told);
  const symbol = symbolOf(get(row, 'symbol'));
  if (at === null || symbol === null) return null;
  const pnl = first(row, ['realizedPnlUsd', 'pnl_usd', 'pnl_at_close_usd']);
  if (pnl !== undefined && num(pnl) === null) return null;
  const ids = get(row, 'tradeIds');
  return {
    line,
    symbol,
    side: sideOf(row),
    ids: idsOf(row, line),
    micros: at,
    ts: Math.floor(at / 1000),
    toldTs: timestamp(get(row, 'ts')) ?? Math.floor(at / 1000),
    before: num(get(row, 'position_size_before')),
    after: num(get(row, 'position_size_after')),
    qty: num(get(row, 'closed_qty')),
    tradeIds: Array.isArray(ids) ? [...new Set(ids.map(String))].sort().join(' ') : null,
    pnl: num(pnl),
    fees: isForeign(row) ? null : num(get(row, 'fees_total')),
    foreignFee: isForeign(row),
    funding: num(get(row, 'funding_usd')),
    risk: positive(num(get(row, 'initial_risk_usd'))) ?? positive(num(get(row, 'risk_usd'))),
    notional: size(num(get(row, 'entry_notional_usd'))) ?? size(num(get(row, 'notional_usd'))),
    strategy: written(str(first(row, ['strategy', 'strategy_id']))),
    exitReason: written(str(first(row, ['exit_reason', 'exitReason', 'close_reason']))),
    venue: written(str(first(row, ['venue', 'exchange']))),
  };
}

/** As it stands there; blanks alone name nothing. */
function written(name: string | null): string | null {
  return name === null || name.trim() === '' ? null : name;
}

function decodeFill(row: unknown, line: string): Fill | null {
  const ts = timestamp(first(row, ['ts_fill_last', 'ts']));
  const symbol = symbolOf(get(row, 'symbol'));
  const qty = positive(num(get(row, 'executedQty')));
  if (ts === null || symbol === null || qty === null) return null;
  const side = (str(get(row, 'side')) ?? '').trim().toUpperCase();
  return {
    line,
    symbol,
    side: sideOf(row),
    ids: idsOf(row, line),
    ts,
    firstTs: timestamp(get(row, 'ts_fill_first')) ?? ts,
    sign: side === 'BUY' ? 1 : side === 'SELL' ? -1 : null,
    qty,
    price: positive(num(get(row, 'avgPrice'))),
    fee: isForeign(row) ? null : num(get(row, 'fee_total')),
    foreignFee: isForeign(row),
    reduceOnly: bool(get(row, 'reduceOnly')) === true,
  };
}

export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** All rows, closes and fills that are inside the span; of router rows each identity once, the greatest bytes. */
export function decode(lines: readonly string[], inside: (ts: number) => boolean): Decoded {
  const rows = new Map<string, Row>();
  const closes: Close[] = [];
  const fills: Fill[] = [];
  for (const line of lines) {
    const value = parse(line);
    if (!isObj(value)) continue;
    const event = first(value, ['event_type', 'event']);
    const kind = typeof event === 'string' ? event.trim().toLowerCase() : '';
    if (CLOSES.includes(kind)) {
      const close = decodeClose(value, line);
      if (close !== null && inside(close.ts)) closes.push(close);
    } else if (kind === 'order_fill') {
      const fill = decodeFill(value, line);
      if (fill !== null && inside(fill.ts)) fills.push(fill);
    } else if (!present(event)) {
      const row = decodeRow(value, line);
      if (row === null || !inside(row.ts)) continue;
      const identity = JSON.stringify(row.attempt === null ? [line] : [row.symbol, row.attempt, row.ts]);
      const before = rows.get(identity);
      if (before === undefined || compareBytes(line, before.line) > 0) rows.set(identity, row);
    }
  }
  const byTime = (a: Row, b: Row): number => a.ts - b.ts || compareBytes(a.line, b.line);
  return { rows: [...rows.values()].sort(byTime), closes, fills };
}
