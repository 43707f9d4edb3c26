import type { Close, Fill, PositionSide } from '../../src/model/event';
import type { PricedClose } from '../../src/model/trade';
import { byCodeUnits } from '../../src/model/values/json';
import { sizeChangeOf, toleranceOf } from './closes/quantity';

/** How the fees of a closing order are written, by its own fill row: of this order alone, of both legs, or unknown. */
export type FeeCheck = 'own_leg' | 'both_legs' | 'unknown';

// Fees that differ by no more are the same fee.
const SAME_FEE_SHARE = 0.02;
const SAME_FEE_USD = 1e-9;

/** All that is known of one order on one position side: its counted fill row, and the closes that it made. */
export class OrderRows {
  /** The row with the largest quantity; between two the later, then the one with the greater bytes. */
  fill: Fill | undefined;
  /** Its first fill of all rows. */
  firstTs = Infinity;
  readonly closes: PricedClose[] = [];
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
    this.closes.push(close);
  }

  /** What it filled beyond its closes; 0 where that is not known. Asked for when all its rows are added, as all below. */
  get rest(): number {
    const filled = this.fill?.qty;
    if (filled === undefined || this.closes.some((close) => sizeChangeOf(close) === undefined)) return 0;
    const rest = filled - (this.closedQuantity ?? filled);
    return rest > toleranceOf(filled) ? rest : 0;
  }

  /** What its last close says that it opened on the other side. */
  get opened(): number {
    const flip = this.closes.map(sizeChangeOf).find((change) => change?.flipped === true);
    return Math.abs(flip?.after ?? 0);
  }

  /** Made once, since each leg asks for it. */
  get feeCheck(): FeeCheck {
    return (this.check ??= this.checkFees());
  }

  private checkFees(): FeeCheck {
    const { fill, closedQuantity } = this;
    const written = sumOrNone(this.closes.map(({ feesUsd }) => feesUsd));
    if (fill?.qty === undefined || fill.feeUsd === undefined) return 'unknown';
    if (closedQuantity === undefined || written === undefined) return 'unknown';
    const own = fill.feeUsd * (closedQuantity / fill.qty);
    const isSame = Math.abs(own - written) <= SAME_FEE_SHARE * Math.abs(written) + SAME_FEE_USD;
    return isSame ? 'own_leg' : 'both_legs';
  }

  private get closedQuantity(): number | undefined {
    return sumOrNone(this.closes.map((close) => sizeChangeOf(close)?.quantity ?? close.closedQty));
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
  const orderOf = (row: Close | Fill, rowId: string | undefined): OrderRows => {
    const { positionSide, orderId, clientOrderId } = row;
    const key = orderId ?? (clientOrderId === undefined ? rowId : `client ${clientOrderId}`);
    const there = key === undefined ? undefined : known[positionSide].get(key);
    if (there !== undefined) return there;
    const order = new OrderRows(positionSide, orderId ?? clientOrderId);
    orders.push(order);
    if (key !== undefined) known[positionSide].set(key, order);
    return order;
  };
  for (const fill of fills) orderOf(fill, `row ${fill.line}`).addFill(fill);
  for (const close of closes) orderOf(close, undefined).addClose(close);
  return orders;
}

/** Whole numbers by value, then texts; what has no id comes last. */
export function byOrderId(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
  const areWhole = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (areWhole[0] !== areWhole[1]) return areWhole[0] === true ? -1 : 1;
  return (areWhole[0] === true ? one.length - other.length : 0) || byCodeUnits(one, other);
}

function isLarger(row: Fill, than: Fill): boolean {
  return ((row.qty ?? 0) - (than.qty ?? 0) || row.ts - than.ts || byCodeUnits(row.line, than.line)) > 0;
}

function sumOrNone(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
}
