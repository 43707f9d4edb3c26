import type { Close } from '../../../model/event';
import { boundedName } from '../../../model/values/json';
import { dollarFee, orderIdsOf, positionSideOf } from './order-fields';
import type { RowFields } from './row-fields';

/** A row's identity and time, read before anything else of it. */
export interface RowIdentity {
  readonly ts: number;
  readonly symbol: string;
  /** The line's bytes, one char a byte. */
  readonly line: string;
}

/** What is known of a close before its fields are read. */
export interface CloseHead extends RowIdentity {
  readonly origin: Close['origin'];
  readonly closeMicros: number;
  readonly realizedUsd: number | undefined;
}

/** The close that an order event (or the router log's position_close) tells of. */
export function decodeClose(fields: RowFields, head: CloseHead): Close {
  const fee = dollarFee(fields.number('fees_total'), fields.text('feeAsset'));
  return {
    kind: 'close',
    id: head.line,
    ...head,
    toldTs: fields.time('ts') ?? head.ts,
    positionSide: positionSideOf(fields.text('positionSide')),
    ...orderIdsOf(fields),
    sizeBefore: fields.number('position_size_before'),
    sizeAfter: fields.number('position_size_after'),
    closedQty: fields.number('closed_qty'),
    tradeIds: tradeIdsOf(fields),
    feesUsd: fee.usd,
    feesInOtherAsset: fee.inOtherAsset,
    fundingUsd: fields.number('funding_usd'),
    riskUsd: fields.positive('initial_risk_usd', 'risk_usd'),
    notionalUsd: fields.size('entry_notional_usd', 'notional_usd'),
    strategy: writtenName(fields.text('strategy', 'strategy_id')),
    exitReason: writtenName(fields.text('exit_reason', 'exitReason', 'close_reason')),
    venue: writtenName(fields.text('venue', 'exchange')),
  };
}

/** A name as it is written, cut where it is too long for one; blanks alone are none. */
export function writtenName(written: string | undefined): string | undefined {
  return written === undefined || written.trim() === '' ? undefined : boundedName(written);
}

function tradeIdsOf(fields: RowFields): string | undefined {
  const ids = new Set(fields.ids('tradeIds'));
  return ids.size === 0 ? undefined : [...ids].sort().join(',');
}
