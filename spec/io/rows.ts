import { decodeRow } from '../../src/io/decode/decode-row';
import type { Decoded, LogKind, RowFault } from '../../src/io/decode/row/decoded';
import type { Close, Fill, MarketEvent } from '../../src/model/event';
import type { Route } from '../../src/model/route';

/** 2023-11-14T22:13:20Z, the moment of every row here. */
export const TS = 1_700_000_000;

export type Fields = Readonly<Record<string, unknown>>;

/** The line of an order_close with these fields beside what every close needs. */
export function closeLine(fields: Fields = {}): string {
  return JSON.stringify({ event_type: 'order_close', symbol: 'BTCUSDT', ts: TS, ...fields });
}

/** The line of an order_fill. */
export function fillLine(fields: Fields = {}): string {
  return closeLine({ event_type: 'order_fill', ...fields });
}

/** The line of a row of router metrics. */
export function routeLine(fields: Fields = {}): string {
  return JSON.stringify({ symbol: 'BTCUSDT', ts: TS, ...fields });
}

export function decoded(line: string | Buffer, log: LogKind = 'mixed', latestTs = Infinity): Decoded {
  return decodeRow(Buffer.from(line), log, latestTs);
}

/** An event as plain data: what is told on asking may be getters. */
export function flat(event: Close): Close;
export function flat(event: Fill): Fill;
export function flat(event: Route): Route;
export function flat(event: MarketEvent): MarketEvent;
export function flat(event: MarketEvent): MarketEvent {
  if (event.kind === 'close') return flatClose(event);
  if (event.kind === 'fill') return flatFill(event);
  if (event.kind === 'route') return flatRoute(event);
  return event;
}

function flatClose(close: Close): Close {
  return {
    kind: close.kind,
    ts: close.ts,
    symbol: close.symbol,
    id: close.id,
    origin: close.origin,
    closeMicros: close.closeMicros,
    toldTs: close.toldTs,
    positionSide: close.positionSide,
    orderId: close.orderId,
    clientOrderId: close.clientOrderId,
    attemptId: close.attemptId,
    intentId: close.intentId,
    sizeBefore: close.sizeBefore,
    sizeAfter: close.sizeAfter,
    closedQty: close.closedQty,
    tradeIds: close.tradeIds,
    realizedUsd: close.realizedUsd,
    feesUsd: close.feesUsd,
    feesInOtherAsset: close.feesInOtherAsset,
    fundingUsd: close.fundingUsd,
    riskUsd: close.riskUsd,
    notionalUsd: close.notionalUsd,
    strategy: close.strategy,
    exitReason: close.exitReason,
    venue: close.venue,
    line: close.line,
  };
}

function flatFill(fill: Fill): Fill {
  return {
    kind: fill.kind,
    ts: fill.ts,
    firstTs: fill.firstTs,
    symbol: fill.symbol,
    id: fill.id,
    positionSide: fill.positionSide,
    side: fill.side,
    orderId: fill.orderId,
    clientOrderId: fill.clientOrderId,
    attemptId: fill.attemptId,
    intentId: fill.intentId,
    qty: fill.qty,
    price: fill.price,
    feeUsd: fill.feeUsd,
    feesInOtherAsset: fill.feesInOtherAsset,
    reduceOnly: fill.reduceOnly,
    line: fill.line,
  };
}

function flatRoute(route: Route): Route {
  return {
    kind: route.kind,
    ts: route.ts,
    symbol: route.symbol,
    id: route.id,
    links: route.links,
    makerStart: route.makerStart,
    makerFinal: route.makerFinal,
    usedFallback: route.usedFallback,
    filled: route.filled,
    twap: route.twap,
    slippageBps: route.slippageBps,
    ackMs: route.ackMs,
    feesUsd: route.feesUsd,
    notionalUsd: route.notionalUsd,
    reported: route.reported,
    status: route.status,
    retries: route.retries,
    cancelled: route.cancelled,
    policy: route.policy,
    venue: route.venue,
    line: route.line,
  };
}

export function closeOf(line: string | Buffer, log: LogKind = 'mixed'): Close {
  const row = decoded(line, log);
  if (row.kind === 'event' && row.event.kind === 'close') return flat(row.event);
  throw new Error(`no close but ${JSON.stringify(row)}`);
}

export function fillOf(line: string | Buffer, log: LogKind = 'mixed'): Fill {
  const row = decoded(line, log);
  if (row.kind === 'event' && row.event.kind === 'fill') return flat(row.event);
  throw new Error(`no fill but ${JSON.stringify(row)}`);
}

export function routeOf(line: string | Buffer, log: LogKind = 'mixed'): Route {
  const row = decoded(line, log);
  if (row.kind === 'event' && row.event.kind === 'route') return flat(row.event);
  throw new Error(`no route but ${JSON.stringify(row)}`);
}

export function faultOf(line: string | Buffer, log: LogKind = 'mixed', latestTs = Infinity): RowFault {
  const row = decoded(line, log, latestTs);
  if (row.kind === 'fault') return row.fault;
  throw new Error(`no fault but ${row.kind}`);
}
