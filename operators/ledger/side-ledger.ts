import { EpisodeDraft, type Leg } from './episode-draft';
import { Lots } from './lots';
import type { PositionSide } from '../../src/model/event';
import type { PricedClose } from '../../src/model/trade';
import type { OrderRows } from './order-rows';
import { toleranceOf, type SizeChange } from './closes/quantity';

/** A position that is reduced to this share of its largest size is closed: the rest is dust. */
const DUST_SHARE = 0.01;

/** The position of one side of a symbol, as its orders are taken one after another. */
export class SideLedger {
  readonly drafts: EpisodeDraft[] = [];
  private readonly long = new Lots();
  private readonly short = new Lots();
  // The size of the position before the next row, as far as rows say it.
  private expected = 0;
  private open: EpisodeDraft | undefined;
  // A position that ended with dust which no order has added to since.
  private ended: EpisodeDraft | undefined;

  constructor(private readonly positionSide: PositionSide) {}

  /** Nothing of what was taken has a part in what comes next. */
  get isClean(): boolean {
    const { expected, open, ended, long, short } = this;
    return expected === 0 && open === undefined && ended === undefined && long.isEmpty && short.isEmpty;
  }

  /** Takes an order that made no close: a lot. */
  addOpening(order: OrderRows): void {
    const { fill } = order;
    if (fill?.side !== undefined) this.addLot(order, fill.side === 'BUY' ? 1 : -1, fill.qty ?? 0);
  }

  /** Takes the next close of an order. */
  addClose(order: OrderRows, close: PricedClose, change: SizeChange): void {
    if (order.taken === 0) order.unclosed = order.rest - this.shrink(order, change);
    order.taken++;
    const { ended } = this;
    const isExpected = this.isExpected(change.before);
    if (ended !== undefined && isExpected) this.addLeg(ended, order, close, change);
    else if (this.open !== undefined && isExpected) this.addLeg(this.open, order, close, change);
    else if (!this.closeNumbered(order, close, change)) this.addLeg(this.begin(change), order, close, change);
    if (order.taken === order.closes.length) this.reopen(order, change);
  }

  private addLot(order: OrderRows, sign: number, quantity: number): void {
    const size = Math.abs(this.expected);
    const isReduced = sign * this.expected < 0 && quantity <= size + toleranceOf(size);
    if (!isReduced) this.ended = undefined;
    this.lotsOf(sign).add(order, quantity);
    this.expected += sign * quantity;
  }

  private isExpected(before: number): boolean {
    return Math.abs(before - this.expected) <= toleranceOf(before);
  }

  // What an order filled beyond its closes reduced the position first, as far as the sizes say it. Gives how much.
  private shrink(order: OrderRows, { before }: SizeChange): number {
    const sign = Math.sign(before);
    const excess = sign * this.expected - Math.abs(before);
    const quantity = Math.min(excess, order.rest - order.opened);
    if (quantity <= toleranceOf(before)) return 0;
    this.expected -= sign * quantity;
    return quantity;
  }

  // A writer may number its trades: a close then names the attempt that opened it, and closes that quantity whole.
  private closeNumbered(order: OrderRows, close: PricedClose, change: SizeChange): boolean {
    if (change.after !== 0) return false;
    const { attemptId } = close;
    if (attemptId === undefined) return false;
    const sign = Math.sign(change.before);
    const taken = this.lotsOf(sign).takeAttempt(attemptId, Math.abs(change.before), order);
    if (taken === undefined) return false;
    const draft = new EpisodeDraft(this.positionSide, sign);
    draft.addLeg({ close, order, quantity: change.quantity, isDust: false });
    draft.largestBefore = Math.abs(change.before);
    for (const lot of taken) draft.matchLot(lot, lot.quantity);
    draft.isOpen = false;
    this.drafts.push(draft);
    this.expected -= change.before;
    if (Math.abs(this.expected) <= toleranceOf(change.before)) this.expected = 0;
    return true;
  }

  // What was open is not what this close reduces: its rest was lost.
  private begin({ before }: SizeChange): EpisodeDraft {
    if (this.open !== undefined) {
      this.open.isOpen = false;
      this.open.isTruncated = true;
    }
    this.open = new EpisodeDraft(this.positionSide, Math.sign(before));
    this.ended = undefined;
    this.drafts.push(this.open);
    return this.open;
  }

  private addLeg(draft: EpisodeDraft, order: OrderRows, close: PricedClose, change: SizeChange): void {
    const leg = { close, order, quantity: change.quantity, isDust: draft === this.ended };
    const size = Math.abs(change.before);
    const lots = this.lotsOf(change.before);
    this.lotsOf(-change.before).clear();
    draft.addLeg(leg);
    draft.largestBefore = Math.max(draft.largestBefore, size);
    match(draft, leg, lots, size);
    this.expected = change.after;
    if (change.flipped || change.after === 0) lots.clear();
    const isDust = Math.abs(change.after) <= DUST_SHARE * draft.largestBefore;
    draft.isOpen = !change.flipped && !isDust;
    this.open = draft.isOpen ? draft : undefined;
    this.ended = undefined;
    if (change.flipped || change.after === 0 || draft.isOpen) return;
    this.ended = draft;
    lots.markDust();
  }

  // What an order filled beyond the whole position opens the next one, where one position has either sign.
  private reopen(order: OrderRows, { before, after, flipped }: SizeChange): void {
    const { fill, unclosed } = order;
    if (fill === undefined || unclosed <= 0 || fill.reduceOnly || this.positionSide !== 'BOTH') return;
    if (after !== 0 && !flipped) return;
    const sign = fill.side === undefined ? -Math.sign(before) : fill.side === 'BUY' ? 1 : -1;
    this.lotsOf(sign).add(order, unclosed);
    if (!flipped) this.expected += sign * unclosed;
  }

  private lotsOf(sign: number): Lots {
    return sign > 0 ? this.long : this.short;
  }
}

// The quantity that was closed is taken from the oldest entry on. What lots lack of the position is unknown and the oldest.
function match(draft: EpisodeDraft, leg: Leg, lots: Lots, size: number): void {
  const { quantity } = leg;
  const missing = lots.trimTo(size);
  if (quantity === 0) return;
  const beyond = quantity - size > toleranceOf(size) ? quantity - size : 0;
  const oldest = Math.min(missing + beyond, quantity);
  const unknown = Math.abs(quantity - oldest) <= toleranceOf(quantity) ? quantity : oldest;
  if (unknown > 0) draft.matchNothing(leg, unknown);
  if (unknown < quantity)
    lots.take(quantity - unknown, (lot, part) => {
      draft.matchLot(lot, part);
    });
}
