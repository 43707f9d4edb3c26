import { toDesk, type Desk, type DeskFiles } from '../../src/model/fund/desk';
import type { Batch, Close, EquityEvent, MarketEvent } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import { settingsFrom, type Settings } from '../../src/model/fund/settings';
import { toTrade } from '../../src/model/to-trade';
import type { Trade } from '../../src/model/trade';
import type { CountedTick, Counts } from '../../operators/ticks/tick-every';

/** Values for specs: each with plain contents that the spec overrides where it matters. */

export const DEFAULTS: Settings = settingsFrom();

export function deskOf(files: Partial<DeskFiles> = {}): Desk {
  return toDesk({ settings: DEFAULTS, limits: {}, universe: { universe: [] }, ...files });
}

export function close(id: string, over: Partial<Close> = {}): Close {
  return {
    kind: 'close',
    ts: 1,
    symbol: 'BTCUSDT',
    id,
    link: undefined,
    origin: 'order',
    realizedUsd: 1,
    feesUsd: 0,
    fundingUsd: 0,
    riskUsd: 1,
    notionalUsd: 100,
    strategy: undefined,
    line: id,
    ...over,
  };
}

export function route(id: string, over: Partial<Route> = {}): Route {
  return {
    kind: 'route',
    ts: 1,
    symbol: 'BTCUSDT',
    id,
    links: [],
    makerStart: undefined,
    makerFinal: undefined,
    usedFallback: undefined,
    slippageBps: undefined,
    ackMs: undefined,
    feesUsd: undefined,
    notionalUsd: undefined,
    reported: over.status !== undefined,
    status: undefined,
    retries: undefined,
    cancelled: undefined,
    policy: undefined,
    line: id,
    ...over,
  };
}

export function equity(ts: number, equityUsd: number, over: Partial<EquityEvent> = {}): EquityEvent {
  return {
    kind: 'equity',
    ts,
    origin: 'snapshot',
    equityUsd,
    unreadable: false,
    peakUsd: undefined,
    drawdownPct: undefined,
    ...over,
  };
}

/** A trade of known R: realised R dollars at a risk of one dollar. Its id makes the order of equal ts. */
export function tradeOf(
  r: number | undefined,
  ts: number,
  over: Partial<Close> = {},
  settings: Settings = DEFAULTS,
): Trade {
  const id = over.id ?? `t${String(ts).padStart(6, '0')}`;
  const risk = r === undefined ? { riskUsd: undefined, notionalUsd: undefined } : {};
  const pnl = r ?? 1;
  const made = { ...close(id, { ts, ...risk, ...over }), realizedUsd: over.realizedUsd ?? pnl };
  return toTrade(made, undefined, () => undefined, settings);
}

/** Trades of these R, one a moment, in order. */
export function tradesOf(
  rs: readonly (number | undefined)[],
  settings: Settings = DEFAULTS,
): readonly Trade[] {
  return rs.map((r, i) => tradeOf(r, i + 1, {}, settings));
}

const NO_COUNTS: Counts = { late: 0, duplicates: 0, conflicts: 0, withoutPnl: 0 };

export function tick(asOf: number, counts: Partial<Counts> = {}): CountedTick {
  return { kind: 'tick', asOf, counts: { ...NO_COUNTS, ...counts } };
}

/** A read of one source. Its first and latest rows are those of its events, unless said otherwise. */
export function batch(source: string, events: readonly MarketEvent[], over: Partial<Batch> = {}): Batch {
  const latest = events.reduce((most, event) => Math.max(most, event.ts), -Infinity);
  const rows = events.filter((event) => event.kind === 'close' || event.kind === 'route');
  const first = rows[0]?.ts ?? over.latest ?? Infinity;
  return { source, events, first: first === -Infinity ? Infinity : first, latest, ended: false, ...over };
}

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
