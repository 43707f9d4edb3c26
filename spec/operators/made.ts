import { toDesk, type Desk, type DeskFiles } from '../../src/model/fund/desk';
import type { Episode } from '../../src/model/episode';
import type { Batch, Close, EquityEvent, Fill, MarketEvent } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import { isFilled } from '../../src/model/route-costs';
import { settingsFrom, type Settings } from '../../src/model/fund/settings';
import { toTrade } from '../../src/model/to-trade';
import type { JoinedRow, Trade } from '../../src/model/trade';
import { NOTHING_COUNTED, type Counts } from '../../operators/ticks/counts';
import type { CountedTick } from '../../operators/ticks/tick-every';

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
    origin: 'order',
    closeMicros: (over.ts ?? 1) * 1000,
    toldTs: over.ts ?? 1,
    positionSide: 'BOTH',
    orderId: id,
    clientOrderId: undefined,
    attemptId: undefined,
    intentId: undefined,
    sizeBefore: undefined,
    sizeAfter: undefined,
    closedQty: undefined,
    tradeIds: undefined,
    realizedUsd: 1,
    feesUsd: 0,
    feesInOtherAsset: false,
    fundingUsd: 0,
    riskUsd: 1,
    notionalUsd: 100,
    strategy: undefined,
    exitReason: undefined,
    venue: undefined,
    line: id,
    ...over,
  };
}

export function fill(id: string, over: Partial<Fill> = {}): Fill {
  return {
    kind: 'fill',
    ts: 1,
    firstTs: over.ts ?? 1,
    symbol: 'BTCUSDT',
    id,
    positionSide: 'BOTH',
    side: 'BUY',
    orderId: id,
    clientOrderId: undefined,
    attemptId: undefined,
    intentId: undefined,
    qty: 1,
    price: 100,
    feeUsd: 0,
    feesInOtherAsset: false,
    reduceOnly: false,
    line: id,
    ...over,
  };
}

/** The episode that a close without sizes makes by itself. */
export function episodeOf(one: Close, over: Partial<Episode> = {}): Episode {
  return {
    symbol: one.symbol,
    positionSide: one.positionSide,
    id: one.id,
    legs: [one],
    ts: one.ts,
    lastTs: one.ts,
    entryTs: undefined,
    open: false,
    flags: ['no_sizes'],
    realizedUsd: one.realizedUsd ?? 0,
    recomputedUsd: undefined,
    closeFeesUsd: one.feesUsd ?? 0,
    openFeesUsd: 0,
    openFeesEstimatedUsd: 0,
    fundingUsd: one.fundingUsd ?? 0,
    missingCosts: [
      ...(one.feesUsd === undefined ? (['fees'] as const) : []),
      ...(one.fundingUsd === undefined ? (['funding'] as const) : []),
    ],
    quantity: 1,
    largestBefore: 1,
    entryUnknown: 0,
    entryNotionalUsd: one.notionalUsd,
    entryPrice: undefined,
    exitPrice: undefined,
    recordedRiskUsd: one.riskUsd,
    entryAttempts: [],
    exitAttempts: [{ attemptId: one.attemptId, intentId: one.intentId }],
    strategy: one.strategy,
    direction: undefined,
    ...over,
  };
}

/** A trade is judged by no router row. */
export const NO_ROW: JoinedRow = { route: undefined, regimeOf: 'none' };

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
    // A fill, unless its status says otherwise.
    filled: over.status === undefined || isFilled(over.status, undefined, undefined),
    twap: false,
    slippageBps: undefined,
    ackMs: undefined,
    feesUsd: undefined,
    notionalUsd: undefined,
    reported: over.status !== undefined,
    status: undefined,
    retries: undefined,
    cancelled: undefined,
    policy: undefined,
    venue: undefined,
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
  return toTrade(episodeOf(made), NO_ROW, () => undefined, settings);
}

/** Trades of these R, one a moment, in order. */
export function tradesOf(
  rs: readonly (number | undefined)[],
  settings: Settings = DEFAULTS,
): readonly Trade[] {
  return rs.map((r, i) => tradeOf(r, i + 1, {}, settings));
}

export function tick(asOf: number, counts: Partial<Counts> = {}): CountedTick {
  return { kind: 'tick', asOf, counts: { ...NOTHING_COUNTED, ...counts } };
}

/** A read of one source. Its first and latest rows are those of its events, unless said otherwise. */
export function batch(source: string, events: readonly MarketEvent[], over: Partial<Batch> = {}): Batch {
  const latest = events.reduce((most, event) => Math.max(most, event.ts), -Infinity);
  const rows = events.filter(({ kind }) => kind === 'close' || kind === 'fill' || kind === 'route');
  const first = rows[0]?.ts ?? over.latest ?? Infinity;
  return { source, events, first: first === -Infinity ? Infinity : first, latest, ended: false, ...over };
}

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
