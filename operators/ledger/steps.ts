import { byCodeUnits } from '../../src/model/values/json';
import { byWriting } from './closes/by-writing';
import { byOrderId, type OrderClose, type OrderRows } from './order-rows';

/** An order that made no close, or a close that states sizes. */
export type Step =
  OrderClose | { readonly order: OrderRows; readonly close: undefined; readonly change: undefined };

/** The order in which the steps of a position side are taken: by time, order id, and the larger position first. */
export function byTaking(a: Step, b: Step): number {
  return timeOf(a) - timeOf(b) || byOrderId(a.order.id, b.order.id) || withinOrder(a, b);
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

/** The time at which a step is taken. */
export function timeOf({ order, close }: Step): number {
  return close?.ts ?? order.fill?.ts ?? 0;
}
