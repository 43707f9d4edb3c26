import type { Close } from '../../../src/model/event';
import type { PricedClose } from '../../../src/model/trade';

const IDS = ['orderId', 'clientOrderId', 'attemptId', 'intentId'] as const;
const VALUES = [
  'sizeBefore',
  'sizeAfter',
  'closedQty',
  'feesUsd',
  'fundingUsd',
  'riskUsd',
  'notionalUsd',
] as const;
const FILLED = [...IDS, ...VALUES, 'tradeIds', 'strategy', 'exitReason', 'venue'] as const;

type Field = (typeof FILLED)[number];

/** The close, with the ids that it lacks filled from another one. */
export function withIdsOf(kept: PricedClose, other: Close): PricedClose {
  return filled(kept, other, IDS);
}

/** The close, with what it does not state filled from another row of the same close. */
export function filledFrom(kept: PricedClose, other: Close): PricedClose {
  return filled(kept, other, FILLED);
}

// The close itself where the other has nothing to add.
function filled(kept: PricedClose, other: Close, fields: readonly Field[]): PricedClose {
  const over: { -readonly [F in Field]?: Close[F] } = {};
  const fill = <F extends Field>(field: F, value: Close[F]): void => {
    if (kept[field] === undefined && value !== undefined) over[field] = value;
  };
  for (const field of fields) fill(field, other[field]);
  return Object.keys(over).length === 0 ? kept : closeWith(kept, over);
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
    exitReason: close.exitReason,
    venue: close.venue,
    ...over,
  };
}
