import type { Close } from '../../../src/model/event';
import type { PricedClose } from '../../../src/model/trade';

const FILLED = [
  'orderId',
  'clientOrderId',
  'attemptId',
  'intentId',
  'sizeBefore',
  'sizeAfter',
  'closedQty',
  'tradeIds',
  'feesUsd',
  'fundingUsd',
  'riskUsd',
  'notionalUsd',
  'strategy',
] as const;

/** The ids of a close, as far as it has them, else those of another. */
export function withIdsOf(kept: PricedClose, other: Close): PricedClose {
  const ids = {
    orderId: kept.orderId ?? other.orderId,
    clientOrderId: kept.clientOrderId ?? other.clientOrderId,
    attemptId: kept.attemptId ?? other.attemptId,
    intentId: kept.intentId ?? other.intentId,
  };
  const isSame =
    ids.orderId === kept.orderId &&
    ids.clientOrderId === kept.clientOrderId &&
    ids.attemptId === kept.attemptId &&
    ids.intentId === kept.intentId;
  return isSame ? kept : closeWith(kept, ids);
}

/** A close, with what it does not state filled from another row of the same close; the close itself where it states all. */
export function filledFrom(kept: PricedClose, other: Close): PricedClose {
  if (!FILLED.some((field) => kept[field] === undefined && other[field] !== undefined)) return kept;
  return closeWith(kept, {
    orderId: kept.orderId ?? other.orderId,
    clientOrderId: kept.clientOrderId ?? other.clientOrderId,
    attemptId: kept.attemptId ?? other.attemptId,
    intentId: kept.intentId ?? other.intentId,
    sizeBefore: kept.sizeBefore ?? other.sizeBefore,
    sizeAfter: kept.sizeAfter ?? other.sizeAfter,
    closedQty: kept.closedQty ?? other.closedQty,
    tradeIds: kept.tradeIds ?? other.tradeIds,
    feesUsd: kept.feesUsd ?? other.feesUsd,
    fundingUsd: kept.fundingUsd ?? other.fundingUsd,
    riskUsd: kept.riskUsd ?? other.riskUsd,
    notionalUsd: kept.notionalUsd ?? other.notionalUsd,
    strategy: kept.strategy ?? other.strategy,
  });
}

/** A copy of a close with other values. A close may be a view of scanned bytes, whose fields cannot be spread. */
export function closeWith(close: PricedClose, over: Partial<PricedClose>): PricedClose {
  return {
    kind: 'close',
    ts: close.ts,
    symbol: close.symbol,
    // Read when they are asked for: a view reads them from its file.
    get id() {
      return close.id;
    },
    get line() {
      return close.line;
    },
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
    ...over,
  };
}
