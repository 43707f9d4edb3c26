import type {
  EquityEvent,
  PositionsSnapshot,
  RiskEntry,
  RiskSnapshot,
  RouterSnapshot,
} from '../../model/event';
import {
  canonicalJson,
  finite,
  firstOf,
  isObject,
  objectAt,
  own,
  symbolOf,
  textOf,
  type JsonObject,
} from '../../model/values/json';
import type { RouterEntry } from '../../model/route';
import { parseTimestamp } from '../../model/values/time';
import { decodePolicy } from '../decode/row/decode-route';

/** Snapshots of the executor, from parsed JSON. `receivedMs` is the time of a snapshot that states none. */

const EQUITY = ['equity', 'nav_total', 'nav', 'nav_usd', 'total_equity'] as const;
const TIMES = ['updated_ts', 'updated_at', 'ts'] as const;

/** nav.json: its own numbers, and each point of its series as an event at the point's time. */
export function decodeNav(nav: JsonObject, receivedMs: number): readonly EquityEvent[] {
  const events: EquityEvent[] = [];
  const series = own(nav, 'series');
  for (const point of Array.isArray(series) ? series : []) {
    if (!isObject(point)) continue;
    const ts = parseTimestamp(firstOf(point, ['ts', 't']));
    const equityUsd = finite(firstOf(point, ['equity', 'nav']));
    if (ts === undefined || equityUsd === undefined) continue;
    events.push({
      kind: 'equity',
      ts,
      origin: 'series',
      equityUsd,
      unreadable: false,
      peakUsd: undefined,
      drawdownPct: undefined,
    });
  }
  const named = EQUITY.find((name) => Object.hasOwn(nav, name));
  const equityUsd = finite(firstOf(nav, EQUITY));
  const current = {
    equityUsd,
    unreadable: named !== undefined && equityUsd === undefined,
    peakUsd: finite(own(nav, 'peak_equity')),
    drawdownPct: finite(own(nav, 'drawdown_pct')),
  };
  if (named !== undefined || current.peakUsd !== undefined || current.drawdownPct !== undefined) {
    events.push({ kind: 'equity', ts: timeOf(nav, receivedMs), origin: 'snapshot', ...current });
  }
  return events;
}

/** risk_snapshot.json: drawdown of today and volatility per symbol, and the portfolio's drawdown if it is there. */
export function decodeRisk(snapshot: JsonObject, receivedMs: number): RiskSnapshot {
  const portfolio = objectAt(snapshot, 'portfolio');
  const entries = symbolRows(snapshot, ['symbols']).map(([symbol, row]): readonly [string, RiskEntry] => [
    symbol,
    {
      drawdownTodayPct: finite(own(objectAt(row, 'risk'), 'dd_today_pct')),
      volRegime: textOf(own(objectAt(row, 'vol'), 'atr_regime'))
        ?.trim()
        .toLowerCase(),
    },
  ]);
  return {
    kind: 'risk',
    ts: timeOf(snapshot, receivedMs),
    text: canonicalJson(snapshot),
    portfolioDrawdownPct:
      finite(firstOf(snapshot, ['drawdown_pct', 'portfolio_drawdown_pct', 'portfolio_dd_pct'])) ??
      finite(firstOf(portfolio, ['drawdown_pct', 'dd_pct'])),
    symbols: new Map(entries),
  };
}

/** positions.json: a list, or one under `positions` or `items`. Several positions of a symbol add up. */
export function decodePositions(snapshot: unknown, receivedMs: number): PositionsSnapshot {
  const outer = isObject(snapshot) ? snapshot : {};
  const rows: unknown = Array.isArray(snapshot) ? snapshot : firstOf(outer, ['positions', 'items']);
  const exposureUsd = new Map<string, number | undefined>();
  for (const row of Array.isArray(rows) ? rows : []) {
    const symbol = isObject(row) ? symbolOf(own(row, 'symbol')) : undefined;
    if (!isObject(row) || symbol === undefined) continue;
    const qty = finite(own(row, 'qty'));
    const mark = finite(own(row, 'mark_price'));
    const size = qty === undefined || mark === undefined ? undefined : Math.abs(qty * mark);
    const before = exposureUsd.has(symbol) ? exposureUsd.get(symbol) : 0;
    exposureUsd.set(symbol, size === undefined || before === undefined ? undefined : before + size);
  }
  return { kind: 'positions', ts: timeOf(outer, receivedMs), text: canonicalJson(snapshot), exposureUsd };
}

/** router_health.json: the executor's own view of its router per symbol. */
export function decodeRouterHealth(snapshot: JsonObject, receivedMs: number): RouterSnapshot {
  const number = (row: JsonObject, ...names: readonly string[]): number | undefined =>
    finite(firstOf(row, names));
  const entries = symbolRows(snapshot, ['symbols', 'per_symbol']).map(
    ([symbol, row]): readonly [string, RouterEntry] => [
      symbol,
      {
        makerFillRate: number(row, 'maker_fill_rate', 'maker_fill_ratio'),
        fallbackRate: number(row, 'fallback_rate', 'fallback_ratio'),
        slippageP50: number(row, 'slippage_p50', 'slip_q50'),
        slippageP95: number(row, 'slippage_p95', 'slip_q95'),
        ackP50Ms: number(row, 'ack_latency_p50_ms', 'ack_latency_ms', 'latency_ms'),
        volatilityScale: number(row, 'volatility_scale'),
        policy: decodePolicy(own(row, 'policy')),
      },
    ],
  );
  return {
    kind: 'router',
    ts: timeOf(snapshot, receivedMs),
    text: canonicalJson(snapshot),
    symbols: new Map(entries),
  };
}

function timeOf(snapshot: JsonObject, receivedMs: number): number {
  return parseTimestamp(firstOf(snapshot, TIMES)) ?? receivedMs;
}

// A list of rows with a symbol, or a map of symbol → row. The first row of a symbol counts.
function symbolRows(
  snapshot: JsonObject,
  names: readonly string[],
): readonly (readonly [string, JsonObject])[] {
  const rows = firstOf(snapshot, names);
  const named: (readonly [string, JsonObject])[] = [];
  const seen = new Set<string>();
  const add = (symbol: string | undefined, row: unknown): void => {
    if (symbol === undefined || !isObject(row) || seen.has(symbol)) return;
    seen.add(symbol);
    named.push([symbol, row]);
  };
  if (Array.isArray(rows))
    for (const row of rows) add(isObject(row) ? symbolOf(own(row, 'symbol')) : undefined, row);
  else if (isObject(rows)) for (const [key, row] of Object.entries(rows)) add(symbolOf(key), row);
  return named;
}
