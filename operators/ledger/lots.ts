import type { OrderRows } from './order-rows';
import { toleranceOf } from './closes/quantity';

/** What is left of the quantity that an order opened. */
export interface Lot {
  readonly order: OrderRows;
  quantity: number;
  /** It is the rest that a position ended with. */
  isDust: boolean;
}

/** The lots of one sign, oldest first, with their sum. Taking and trimming cost what they take away. */
export class Lots {
  private lots: Lot[] = [];
  private head = 0;
  private sum = 0;

  get isEmpty(): boolean {
    return this.head === this.lots.length;
  }

  add(order: OrderRows, quantity: number): void {
    this.lots.push({ order, quantity, isDust: false });
    this.sum += quantity;
  }

  clear(): void {
    this.lots = [];
    this.head = 0;
    this.sum = 0;
  }

  /** Leaves the most recent lots that add up to a quantity. Gives what they lack of it. */
  trimTo(quantity: number): number {
    const excess = this.sum - quantity;
    if (Math.abs(excess) <= toleranceOf(quantity)) return 0;
    if (excess < 0) return -excess;
    this.take(excess, () => undefined);
    return 0;
  }

  /** Takes a quantity from the oldest lots on, as far as they have it, and tells each part. */
  take(quantity: number, onTake: (lot: Lot, quantity: number) => void): void {
    // What rounding leaves of a lot is no lot.
    const least = toleranceOf(quantity);
    let left = quantity;
    for (let lot = this.lots[this.head]; lot !== undefined; lot = this.lots[this.head]) {
      const taken = Math.min(lot.quantity, left);
      if (lot.quantity - taken > least) {
        lot.quantity -= taken;
        this.sum -= taken;
      } else {
        this.head++;
        this.sum -= lot.quantity;
      }
      onTake(lot, taken);
      left -= taken;
      if (left <= least) break;
    }
    if (this.isEmpty) this.clear();
    else this.forgetTaken();
  }

  /** Takes the lots that name an attempt, of other orders than the closing one, where they add up to a quantity. */
  takeAttempt(attemptId: string, quantity: number, closing: OrderRows): readonly Lot[] | undefined {
    const isOwn = ({ order }: Lot): boolean => order !== closing && order.fill?.attemptId === attemptId;
    const lots = this.lots.slice(this.head);
    const own = lots.filter(isOwn);
    const sum = own.reduce((total, lot) => total + lot.quantity, 0);
    if (own.length === 0 || Math.abs(sum - quantity) > toleranceOf(quantity)) return undefined;
    this.clear();
    this.lots = lots.filter((lot) => !isOwn(lot));
    this.sum = this.lots.reduce((total, lot) => total + lot.quantity, 0);
    return own;
  }

  /** What is left is the rest that a position ended with. */
  markDust(): void {
    for (let at = this.head; at < this.lots.length; at++) {
      const lot = this.lots[at];
      if (lot !== undefined) lot.isDust = true;
    }
  }

  private forgetTaken(): void {
    if (this.head < 1024 || this.head * 2 < this.lots.length) return;
    this.lots = this.lots.slice(this.head);
    this.head = 0;
  }
}
