import type { Fill } from '../../../model/event';
import type { RowIdentity } from './decode-close';
import { dollarFee, fillSideOf, orderIdsOf, positionSideOf } from './order-fields';
import type { RowFields } from './row-fields';

/** The fill that an order event tells of: what its order has filled so far. */
export function decodeFill(fields: RowFields, head: RowIdentity): Fill {
  const fee = dollarFee(fields.number('fee_total'), fields.text('feeAsset'));
  return {
    kind: 'fill',
    id: head.line,
    ...head,
    firstTs: Math.min(fields.time('ts_fill_first') ?? head.ts, head.ts),
    positionSide: positionSideOf(fields.text('positionSide')),
    ...orderIdsOf(fields),
    side: fillSideOf(fields.text('side')),
    qty: fields.positive('executedQty'),
    price: fields.positive('avgPrice'),
    feeUsd: fee.usd,
    feesInOtherAsset: fee.inOtherAsset,
    reduceOnly: fields.flag('reduceOnly') ?? false,
  };
}
