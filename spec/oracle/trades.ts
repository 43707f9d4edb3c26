/** Closes to trades: which closes count, the join with the router row, net, risk and R. */
import type { Close, Decoded } from './decode';
import type { RiskSource, Row, Trade } from './records';

const CLIP = 5;
const FALLBACK_RISK_BPS = 100;

/** The latest row of the close's attempt; `rows` are in (ts, bytes) order. */
function join(close: Close, rows: readonly Row[]): Row | null {
  if (close.link === null) return null;
  const own = rows.filter(
    (row) => row.symbol === close.symbol && (row.attempt === close.link || row.intent === close.link),
  );
  return own.at(-1) ?? null;
}

function riskOf(
  close: Close,
  notional: number | null,
  stopPct: number | undefined,
): { risk: number | null; source: RiskSource } {
  if (close.risk !== null) return { risk: close.risk, source: 'recorded' };
  if (notional === null) return { risk: null, source: 'none' };
  if (stopPct !== undefined) return { risk: (notional * stopPct) / 100, source: 'stop' };
  return { risk: (notional * FALLBACK_RISK_BPS) / 1e4, source: 'fallback' };
}

function tradeOf(
  close: Close,
  realized: number,
  rows: readonly Row[],
  stops: ReadonlyMap<string, number>,
): Trade {
  const row = join(close, rows);
  const named = (close.strategy ?? '').trim();
  const strategy = named === '' ? 'unattributed' : named;
  const fees = close.fees ?? 0;
  const funding = close.funding ?? 0;
  const net = realized - fees - funding;
  const notional = close.notional ?? row?.notional ?? null;
  const { risk, source } = riskOf(close, notional, stops.get(strategy));
  const raw = risk === null ? null : net / risk;
  return {
    ts: close.ts,
    symbol: close.symbol,
    id: close.id,
    strategy,
    realized,
    fees,
    funding,
    net,
    notional,
    r: raw === null ? null : Math.max(-CLIP, Math.min(CLIP, raw)),
    clipped: raw !== null && Math.abs(raw) > CLIP,
    riskSource: source,
    row,
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function tradesOf(decoded: Decoded, stops: ReadonlyMap<string, number>): Trade[] {
  const { closes, rows } = decoded;
  const orderCloses = closes.filter((close) => close.kind === 'order');
  const trades: Trade[] = [];
  for (const close of closes) {
    if (close.realized === null) continue;
    const closedByOrder = orderCloses.some(
      (other) => other.link !== null && other.link === close.link && other.symbol === close.symbol,
    );
    if (close.kind === 'metric' && closedByOrder) continue;
    trades.push(tradeOf(close, close.realized, rows, stops));
  }
  return trades.sort((a, b) => a.ts - b.ts || compareText(a.symbol, b.symbol) || compareText(a.id, b.id));
}
