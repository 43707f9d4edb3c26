import type { PricedClose } from '../../src/model/trade';
import { byCodeUnits } from '../../src/model/values/json';
import { byWriting } from './closes/by-writing';
import type { SizeChange } from './closes/quantity';
import { byOrderId, type OrderRows } from './order-rows';

/** An order that made no close, or one close of an order. */
export interface Step {
  readonly ts: number;
  readonly order: OrderRows;
  readonly close: PricedClose | undefined;
  readonly change: SizeChange | undefined;
}

/** The order in which the steps of a position side are taken: by time, order id, and the larger position first. */
export function byTaking(a: Step, b: Step): number {
  return a.ts - b.ts || byOrderId(a.order.id, b.order.id) || withinOrder(a, b);
}

function withinOrder(a: Step, b: Step): number {
  if (a.close === undefined || b.close === undefined) {
    if (a.close !== undefined || b.close !== undefined) return a.close === undefined ? -1 : 1;
    return byCodeUnits(a.order.fill?.line ?? '', b.order.fill?.line ?? '');
  }
  return (
    a.close.closeMicros - b.close.closeMicros ||
    Math.abs(b.change?.before ?? 0) - Math.abs(a.change?.before ?? 0) ||
    byWriting(a.close, b.close)
  );
}
