/** Episodes to trades: the row each joins, net, risk and R. */
import { sum } from '../exact';
import type { Close, Episode, Link, RiskSource, Row, Trade } from '../records';

const CLIP = 5;
const FALLBACK_RISK_BPS = 100;
const STALE_STOP = 1e-4;
const LATENESS_MS = 2000;

/** The latest row of the attempt; where the attempt names none, of the intent. `rows` are in (ts, bytes) order. */
function join(link: Link, ts: number, symbol: string, rows: readonly Row[]): Row | null {
  const known = rows.filter((row) => row.symbol === symbol && row.ts <= ts + LATENESS_MS);
  const ofAttempt = known.filter((row) => link.attempt !== null && row.attempt === link.attempt);
  const ofIntent = known.filter((row) => link.intent !== null && row.intent === link.intent);
  return ofAttempt.at(-1) ?? ofIntent.at(-1) ?? null;
}

function joined(episode: Episode, rows: readonly Row[]): { row: Row | null; rowOf: Trade['rowOf'] } {
  const find = (links: readonly Link[]): Row | undefined =>
    links.flatMap((link) => join(link, episode.ts, episode.symbol, rows) ?? [])[0];
  const entry = find(episode.entryLinks);
  if (entry !== undefined) return { row: entry, rowOf: 'entry' };
  const exit = find(episode.exitLinks);
  return exit === undefined ? { row: null, rowOf: 'none' } : { row: exit, rowOf: 'exit' };
}

/** What the legs themselves say: the same on all of several, else the sum where every leg has one. */
function recorded(legs: readonly Close[], of: (leg: Close) => number | null): number | null {
  const values = legs.flatMap((leg) => of(leg) ?? []);
  const [head] = values;
  if (head === undefined || values.length < legs.length) return null;
  return values.every((value) => value === head) ? head : sum(values);
}

function riskOf(
  episode: Episode,
  notional: number | null,
  stopPct: number | undefined,
): { risk: number | null; source: RiskSource } {
  const whole = recorded(episode.legs, (leg) => leg.risk);
  const share = episode.open && episode.largest > 0 ? Math.min(1, episode.closedQty / episode.largest) : 1;
  const own = whole === null ? null : whole * share;
  if (own !== null && (notional === null || own >= notional * STALE_STOP))
    return { risk: own, source: 'recorded' };
  if (notional === null) return { risk: null, source: 'none' };
  if (stopPct !== undefined) return { risk: (notional * stopPct) / 100, source: 'stop' };
  return { risk: (notional * FALLBACK_RISK_BPS) / 1e4, source: 'fallback' };
}

function tradeOf(episode: Episode, rows: readonly Row[], stops: ReadonlyMap<string, number>): Trade {
  const { row, rowOf } = joined(episode, rows);
  const named = episode.legs.flatMap((leg) => {
    return leg.strategy === null ? [] : [leg.strategy];
  });
  const strategy = named[0] ?? 'unattributed';
  const fees = sum([episode.feesClose, episode.feesOpen, episode.feesOpenEstimated]);
  const net = sum([episode.realized, -fees, -episode.funding]);
  const notional = episode.notional ?? recorded(episode.legs, (leg) => leg.notional) ?? row?.notional ?? null;
  const { risk, source } = riskOf(episode, notional, stops.get(strategy));
  const raw = risk === null ? null : net / risk;
  return {
    ts: episode.ts,
    symbol: episode.symbol,
    id: episode.id,
    strategy,
    realized: episode.realized,
    fees,
    estimatedFees: episode.feesOpenEstimated,
    funding: episode.funding,
    net,
    notional,
    risk,
    r: raw === null ? null : Math.min(CLIP, raw),
    clipped: raw !== null && raw > CLIP,
    riskSource: source,
    row,
    rowOf,
    holdMs: episode.entryTs === null ? null : episode.ts - episode.entryTs,
    legs: episode.legs.length,
    closedQty: episode.closedQty,
    unknownQty: episode.unknownQty,
    sign: episode.sign,
    exitReason: latest(episode.legs, (leg) => leg.exitReason),
    venue: row?.venue ?? latest(episode.legs, (leg) => leg.venue),
  };
}

/** What the last leg that says it says. */
function latest(legs: readonly Close[], of: (leg: Close) => string | null): string | null {
  return legs.flatMap((leg) => of(leg) ?? []).at(-1) ?? null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In order of (ts, symbol, id). */
export function tradesOf(
  episodes: readonly Episode[],
  rows: readonly Row[],
  stops: ReadonlyMap<string, number>,
): readonly Trade[] {
  const trades = episodes.map((episode) => tradeOf(episode, rows, stops));
  return trades.sort((a, b) => a.ts - b.ts || compareText(a.symbol, b.symbol) || compareText(a.id, b.id));
}
