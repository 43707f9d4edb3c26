import type { Close, Fill } from '../../../src/model/event';

/** The times of the first and the last row of an order. */
export interface OrderSpan {
  first: number;
  last: number;
}

/** How far the rows of each order reach in time: a row changes whatever lies between. */
export class OrderSpans {
  private readonly spans = new Map<string, OrderSpan>();

  /** The span of the row's order, this row included; a row without an order is alone. */
  of(row: Close | Fill): OrderSpan {
    const key = keyOf(row);
    if (key === undefined) return { first: row.ts, last: row.ts };
    let span = this.spans.get(key);
    if (span === undefined) this.spans.set(key, (span = { first: row.ts, last: row.ts }));
    span.first = Math.min(span.first, row.ts);
    span.last = Math.max(span.last, row.ts);
    return span;
  }

  /** The row is gone, and with it all that is not after `bound`. */
  forget(row: Close | Fill, bound: number): void {
    const key = keyOf(row);
    if (key !== undefined && (this.spans.get(key)?.last ?? bound) <= bound) this.spans.delete(key);
  }
}

function keyOf({ positionSide, orderId, clientOrderId }: Close | Fill): string | undefined {
  if (orderId !== undefined) return `${positionSide} ${orderId}`;
  return clientOrderId === undefined ? undefined : `${positionSide} client ${clientOrderId}`;
}
