import type { Close, Fill, PositionSide } from '../../src/model/event';
import type { PricedClose } from '../../src/model/trade';
import { byCodeUnits } from '../../src/model/values/json';
import { appended } from './appended';
import { sizeChangeOf, toleranceOf, type SizeChange } from './closes/quantity';

/** How the fees of a closing order are written, by its own fill row: of this order alone, of both legs, or unknown. */
export type FeeCheck = 'own_leg' | 'both_legs' | 'unknown';

// Fees that differ by no more are the same fee.
const SAME_FEE_SHARE = 0.02;
const SAME_FEE_USD = 1e-9;

/** A close of an order. */
export interface OrderClose {
  readonly order: OrderRows;
  readonly close: PricedClose;
  /** Undefined where the close does not state sizes. */
  readonly change: SizeChange | undefined;
}

/** All that is known of one order on one position side: its counted fill row, and the closes that it made. */
export class OrderRows {
  /** The row with the largest quantity; between two the later, then the one with the greater bytes. */
  fill: Fill | undefined;
  /** Its first fill of all rows. */
  firstTs = Infinity;
  closes: OrderClose[] = [];
  /** How many of its closes were taken, and what it filled beyond them and beyond what it reduced before them. */
  taken = 0;
  unclosed = 0;
  /** The times of its first and last row. */
  fromTs = Infinity;
  untilTs = -Infinity;
  private check: FeeCheck | undefined;

  constructor(
    readonly positionSide: PositionSide,
    readonly id: string | undefined,
  ) {}

  addFill(row: Fill): void {
    this.span(row.ts);
    if (row.qty === undefined || !(row.qty > 0)) return;
    this.firstTs = Math.min(this.firstTs, row.firstTs);
    if (this.fill === undefined || isLarger(row, this.fill)) this.fill = row;
  }

  addClose(close: PricedClose): void {
    this.span(close.ts);
    this.closes = appended(this.closes, { order: this, close, change: sizeChangeOf(close) });
  }

  /** What it filled beyond its closes; 0 where that is not known. Asked for when all its rows are added, as all below. */
  get rest(): number {
    const filled = this.fill?.qty;
    if (filled === undefined || this.closes.some(({ change }) => change === undefined)) return 0;
    const rest = filled - (this.closedQuantity ?? filled);
    return rest > toleranceOf(filled) ? rest : 0;
  }

  /** What its last close says that it opened on the other side. */
  get opened(): number {
    const flip = this.closes.find(({ change }) => change?.flipped === true);
    return Math.abs(flip?.change?.after ?? 0);
  }

  /** Made once, since each leg asks for it. */
  get feeCheck(): FeeCheck {
    return (this.check ??= this.checkFees());
  }

  private checkFees(): FeeCheck {
    const { fill, closedQuantity } = this;
    if (fill?.qty === undefined || fill.feeUsd === undefined || closedQuantity === undefined)
      return 'unknown';
    let written = 0;
    for (const { close } of this.closes) written += close.feesUsd ?? NaN;
    if (Number.isNaN(written)) return 'unknown';
    const own = fill.feeUsd * (closedQuantity / fill.qty);
    const isSame = Math.abs(own - written) <= SAME_FEE_SHARE * Math.abs(written) + SAME_FEE_USD;
    return isSame ? 'own_leg' : 'both_legs';
  }

  // Undefined where one of its closes does not state it.
  private get closedQuantity(): number | undefined {
    let sum = 0;
    for (const { close, change } of this.closes) sum += change?.quantity ?? close.closedQty ?? NaN;
    return Number.isNaN(sum) ? undefined : sum;
  }

  private span(ts: number): void {
    this.fromTs = Math.min(this.fromTs, ts);
    this.untilTs = Math.max(this.untilTs, ts);
  }
}

/** The orders of a symbol. A row without an order id and a client order id is an order of its own. */
export function ordersOf(closes: readonly PricedClose[], fills: readonly Fill[]): readonly OrderRows[] {
  const orders: OrderRows[] = [];
  const known: Readonly<Record<PositionSide, Map<string, OrderRows>>> = {
    BOTH: new Map(),
    LONG: new Map(),
    SHORT: new Map(),
  };
  const orderOf = (row: Close | Fill): OrderRows => {
    const { positionSide, orderId } = row;
    // Read only where there is no order id: to read a text of a view takes long.
    const clientId = orderId === undefined ? row.clientOrderId : undefined;
    const key = orderId ?? (clientId === undefined ? ownKeyOf(row) : `client ${clientId}`);
    const there = key === undefined ? undefined : known[positionSide].get(key);
    if (there !== undefined) return there;
    const order = new OrderRows(positionSide, orderId ?? clientId);
    orders.push(order);
    if (key !== undefined) known[positionSide].set(key, order);
    return order;
  };
  for (const fill of fills) orderOf(fill).addFill(fill);
  for (const close of closes) orderOf(close).addClose(close);
  return orders;
}

/** Whole numbers by value, then texts; what has no id comes last. */
export function byOrderId(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
  const whole = wholeOf(one);
  const otherWhole = wholeOf(other);
  if (whole === undefined || otherWhole === undefined)
    return Number(whole === undefined) - Number(otherWhole === undefined) || byCodeUnits(one, other);
  return whole.length - otherWhole.length || byCodeUnits(whole, otherWhole) || byCodeUnits(one, other);
}

function wholeOf(id: string): string | undefined {
  return /^\d+$/.test(id) ? id.replace(/^0+/, '') : undefined;
}

// The same fill row twice is one order.
function ownKeyOf(row: Close | Fill): string | undefined {
  return row.kind === 'fill' ? `row ${row.line}` : undefined;
}

function isLarger(row: Fill, than: Fill): boolean {
  return ((row.qty ?? 0) - (than.qty ?? 0) || row.ts - than.ts || byCodeUnits(row.line, than.line)) > 0;
}
