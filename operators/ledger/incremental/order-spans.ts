import type { Close, Fill, PositionSide } from '../../../src/model/event';

/** The times of the first and the last row of an order. */
export interface OrderSpan {
  first: number;
  last: number;
}

/** Orders by their id, and those without one by their client order id. */
interface Spans {
  readonly orders: Map<string, OrderSpan>;
  readonly clients: Map<string, OrderSpan>;
}

/** How far the rows of each order reach in time: a row changes whatever lies between. */
export class OrderSpans {
  private readonly spans: Readonly<Record<PositionSide, Spans>> = {
    BOTH: noSpans(),
    LONG: noSpans(),
    SHORT: noSpans(),
  };

  /** The span of the row's order, this row included; a row without an order is alone. */
  of(row: Close | Fill): OrderSpan {
    const { ts } = row;
    const { id, spans } = this.placeOf(row);
    if (id === undefined) return { first: ts, last: ts };
    const span = spans.get(id);
    if (span === undefined) {
      const own = { first: ts, last: ts };
      spans.set(id, own);
      return own;
    }
    span.first = Math.min(span.first, ts);
    span.last = Math.max(span.last, ts);
    return span;
  }

  /** How many orders it knows of. */
  get size(): number {
    let size = 0;
    for (const { orders, clients } of Object.values(this.spans)) size += orders.size + clients.size;
    return size;
  }

  /** Forgets the orders whose rows are all at or before `bound`. */
  forgetUntil(bound: number): void {
    for (const { orders, clients } of Object.values(this.spans))
      for (const spans of [orders, clients])
        for (const [id, { last }] of spans) if (last <= bound) spans.delete(id);
  }

  private placeOf(row: Close | Fill): { readonly id: string | undefined; readonly spans: Spans['orders'] } {
    const { orders, clients } = this.spans[row.positionSide];
    const { orderId } = row;
    return orderId === undefined ? { id: row.clientOrderId, spans: clients } : { id: orderId, spans: orders };
  }
}

function noSpans(): Spans {
  return { orders: new Map(), clients: new Map() };
}
