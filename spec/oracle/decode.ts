/** Raw lines to metric rows and closes: decoding, identity, and duplicates (the greater line bytes win). */
import { bool, first, firstNum, get, isObj, num, parse, present, str, symbolOf } from './json';
import { timestamp } from './time';
import type { Policy, Row } from './records';

export interface Close {
  readonly kind: 'order' | 'metric';
  readonly ts: number;
  readonly symbol: string;
  readonly id: string;
  readonly line: string;
  readonly link: string | null;
  readonly realized: number | null;
  readonly fees: number | null;
  readonly funding: number | null;
  readonly risk: number | null;
  readonly notional: number | null;
  readonly strategy: string | null;
}

export interface Decoded {
  readonly rows: readonly Row[];
  readonly closes: readonly Close[];
}

const CLOSES = ['order_close', 'trade_close', 'position_close'];

/** An id as written: the number 12 and the text "12" are two ids. */
function idOf(x: unknown, line: string, key: string): string | null {
  if (typeof x === 'string') return JSON.stringify(x);
  if (typeof x !== 'number') return null;
  const written = new RegExp(`"${key}"\\s*:\\s*([^,}\\s]+)`).exec(line);
  return written?.[1] ?? String(x);
}

function firstId(row: unknown, line: string, keys: readonly string[]): string | null {
  for (const key of keys) {
    const id = idOf(get(row, key), line, key);
    if (id !== null) return id;
  }
  return null;
}

function positive(x: number | null): number | null {
  return x !== null && x > 0 ? x : null;
}

function size(x: number | null): number | null {
  return x === null ? null : positive(Math.abs(x));
}

export function policyOf(x: unknown): Policy {
  const bias = get(x, 'taker_bias');
  return {
    makerFirst: bool(get(x, 'maker_first')),
    bias: num(bias) ?? str(bias) ?? str(get(x, 'bias_label')),
    offset: num(get(x, 'offset_bps')),
  };
}

function decodeRow(row: unknown, line: string): Row | null {
  const ts = timestamp(get(row, 'ts'));
  const symbol = symbolOf(get(row, 'symbol'));
  if (ts === null || symbol === null) return null;
  const notional = size(num(get(get(row, 'qty'), 'notional_usd')));
  const fees = num(get(row, 'fees_usd'));
  const result = get(row, 'result');
  const status = str(get(result, 'status'));
  const retries = num(get(result, 'retries')) ?? 0;
  return {
    ts,
    symbol,
    line,
    attempt: firstId(row, line, ['attempt_id', 'attemptId']),
    intent: firstId(row, line, ['intent_id']),
    notional,
    feeBps: fees === null || notional === null ? null : (fees / notional) * 1e4,
    slip: num(get(row, 'slippage_bps')),
    ack:
      num(get(row, 'ack_latency_ms')) ??
      num(get(get(row, 'timing_ms'), 'ack')) ??
      num(get(row, 'latency_ms')),
    makerStart: bool(get(row, 'maker_start')) ?? bool(get(row, 'started_maker')),
    makerFinal: bool(get(row, 'is_maker_final')),
    fallback: bool(get(row, 'used_fallback')),
    hasResult: isObj(result),
    status,
    clean: status === 'FILLED' && bool(get(result, 'cancelled')) !== true && retries === 0,
    policy: policyOf(get(row, 'policy')),
    quality: str(get(get(row, 'policy'), 'quality')),
  };
}

function decodeClose(row: unknown, line: string): Close | null {
  const event = first(row, ['event_type', 'event']);
  if (typeof event !== 'string' || !CLOSES.includes(event)) return null;
  const ts = timestamp(first(row, ['ts_close', 'ts']));
  const symbol = symbolOf(get(row, 'symbol'));
  if (ts === null || symbol === null) return null;
  const kind = event === 'position_close' && isObj(row) && Object.hasOwn(row, 'pnl_at_close_usd');
  const order = firstId(row, line, ['orderId']);
  const client = firstId(row, line, ['clientOrderId']);
  const link = firstId(row, line, ['attempt_id', 'attemptId', 'intent_id']);
  const named = link === null ? `line|${line}` : `attempt|${link}`;
  const ids = order === null && client === null ? named : `order|[${order ?? 'null'},${client ?? 'null'}]`;
  const origin = kind ? 'metric' : 'order';
  const risk = positive(num(get(row, 'initial_risk_usd'))) ?? positive(num(get(row, 'risk_usd')));
  const notional = size(num(get(row, 'entry_notional_usd'))) ?? size(num(get(row, 'notional_usd')));
  return {
    kind: origin,
    ts,
    symbol,
    id: `${origin}|${ids}`,
    line,
    link,
    realized: kind ? num(get(row, 'pnl_at_close_usd')) : firstNum(row, ['realizedPnlUsd', 'pnl_usd']),
    fees: num(get(row, 'fees_total')),
    funding: num(get(row, 'funding_usd')),
    risk,
    notional,
    strategy: str(first(row, ['strategy', 'strategy_id'])),
  };
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Keeps one record of an identity: the one with the greatest bytes. */
function keep<T extends { readonly line: string }>(kept: Map<string, T>, identity: string, x: T): void {
  const before = kept.get(identity);
  if (before === undefined || compareBytes(x.line, before.line) > 0) kept.set(identity, x);
}

/** All rows and closes that are inside the span, each identity once. */
export function decode(lines: readonly string[], inside: (ts: number) => boolean): Decoded {
  const rows = new Map<string, Row>();
  const closes = new Map<string, Close>();
  for (const line of lines) {
    const value = parse(line);
    if (!isObj(value)) continue;
    if (present(first(value, ['event_type', 'event']))) {
      const close = decodeClose(value, line);
      if (close === null || !inside(close.ts)) continue;
      keep(closes, JSON.stringify([close.symbol, close.id, close.ts]), close);
    } else {
      const row = decodeRow(value, line);
      if (row === null || !inside(row.ts)) continue;
      const identity = row.attempt === null ? [line] : [row.symbol, row.attempt, row.ts];
      keep(rows, JSON.stringify(identity), row);
    }
  }
  const byTime = (a: Row, b: Row): number => a.ts - b.ts || compareBytes(a.line, b.line);
  return { rows: [...rows.values()].sort(byTime), closes: [...closes.values()] };
}
