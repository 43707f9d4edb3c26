import type { Close, Fill, PositionSide } from '../../../src/model/event';
import type { Seeded } from '../../contract/random/seeded';
import { closeRow, fillRow } from './rows';

/** A position as the executor knew it. */
export interface TruePosition {
  /** The lines of its closes, in order. */
  readonly legs: string[];
  realizedUsd: number;
  closeFeesUsd: number;
  openFeesUsd: number;
  /** It lost track of the rest in a restart. */
  lost: boolean;
  open: boolean;
}

export interface History {
  readonly closes: Close[];
  readonly fills: Fill[];
  readonly positions: TruePosition[];
}

/** How often what happens. Shares of orders. */
export interface Habits {
  readonly orders: number;
  readonly hedged: boolean;
  readonly restarts: number;
  /** Entries that come between two polls of a closing order. */
  readonly interleaved: number;
  readonly dust: number;
  readonly flips: number;
  readonly equalTimes: number;
  /** Reductions whose close row was lost. */
  readonly unwritten: number;
}

export const HABITS: Habits = {
  orders: 40,
  hedged: false,
  restarts: 0.02,
  interleaved: 0.03,
  dust: 0.08,
  flips: 0.08,
  equalTimes: 0.1,
  unwritten: 0.02,
};

const FEE_SHARE = 4e-4;
const UNIT = 1e-3;

interface Lot {
  quantity: number;
  readonly price: number;
}

/** What the executor has in memory of one position side. Quantities are in whole units, so that sums are exact. */
class Book {
  lots: Lot[] = [];
  sign = 0;
  largest = 0;
  current: TruePosition | undefined;
  /** The last position ended with the dust that is still here. */
  dustOf: TruePosition | undefined;

  get size(): number {
    return this.lots.reduce((sum, { quantity }) => sum + quantity, 0);
  }
}

/** A history of one symbol, written as the executor writes it, and the positions that it was. */
export class RandomExecutor {
  readonly history: History = { closes: [], fills: [], positions: [] };
  private readonly books: readonly (readonly [PositionSide, Book])[];
  private ts = 1_793_491_200_000;
  private orderId = 1000;
  private price = 100;

  constructor(
    private readonly rng: Seeded,
    private readonly habits: Habits,
  ) {
    const sides: readonly PositionSide[] = habits.hedged ? ['LONG', 'SHORT'] : ['BOTH'];
    this.books = sides.map((side) => [side, new Book()]);
  }

  run(): History {
    for (let n = 0; n < this.habits.orders; n++) {
      const [side, book] = this.rng.pick(this.some());
      if (this.rng.chance(this.habits.restarts)) this.restart();
      if (book.size === 0 || (this.rng.chance(0.35) && book.lots.length < 6)) this.enter(side, book);
      else this.reduce(side, book);
    }
    return this.history;
  }

  private some(): readonly [readonly [PositionSide, Book], ...(readonly [PositionSide, Book])[]] {
    const [first, ...rest] = this.books;
    if (first === undefined) throw new Error('no book');
    return [first, ...rest];
  }

  private restart(): void {
    for (const [, book] of this.books) {
      if (book.current !== undefined) {
        book.current.open = false;
        book.current.lost = true;
      }
      Object.assign(book, new Book());
    }
  }

  private tick(): void {
    if (!this.rng.chance(this.habits.equalTimes)) this.ts += 1000 * this.rng.int(11, 900);
    this.price = Math.round(this.price * (1 + 0.004 * this.rng.normal()) * 100) / 100;
  }

  private enter(side: PositionSide, book: Book): void {
    this.tick();
    const sign = side === 'LONG' ? 1 : side === 'SHORT' ? -1 : book.sign || this.rng.pick([1, -1]);
    const quantity = this.rng.int(200, 5000);
    this.writeFill(side, sign, ++this.orderId, quantity, this.price, false);
    this.open(book, sign, quantity, this.price);
  }

  private open(book: Book, sign: number, quantity: number, price: number): void {
    book.sign = sign;
    book.lots.push({ quantity, price });
    book.dustOf = undefined;
  }

  private reduce(side: PositionSide, book: Book): void {
    const { rng, habits } = this;
    this.tick();
    const orderId = ++this.orderId;
    const { size, sign } = book;
    if (book.dustOf !== undefined || size < 10) {
      this.closeParts(side, book, orderId, [size]);
      return;
    }
    if (rng.chance(habits.unwritten) && book.lots.length > 1) {
      const [oldest] = book.lots;
      if (oldest === undefined || oldest.quantity < 2) return;
      const quantity = rng.int(1, oldest.quantity - 1);
      this.writeFill(side, -sign, orderId, quantity, this.price, true);
      oldest.quantity -= quantity;
      return;
    }
    const flips = side === 'BOTH' && rng.chance(habits.flips);
    const dust = !flips && rng.chance(habits.dust) ? Math.max(1, Math.floor(0.004 * size)) : 0;
    const total = flips || rng.chance(0.6) ? size - dust : rng.int(1, Math.ceil(size * 0.9));
    const cut = rng.chance(0.4) && total > 1 ? rng.int(1, total - 1) : 0;
    const opened = flips ? rng.int(200, 3000) : 0;
    this.closeParts(side, book, orderId, cut === 0 ? [total] : [cut, total - cut], opened);
  }

  // One order that is polled: a cumulative fill row and a close row for each part.
  private closeParts(
    side: PositionSide,
    book: Book,
    orderId: number,
    parts: readonly number[],
    opened = 0,
  ): void {
    const { sign } = book;
    const price = this.price;
    let done = 0;
    parts.forEach((part, index) => {
      if (index > 0) this.pause(side, book, opened === 0);
      const isLast = index === parts.length - 1;
      done += part;
      const filled = done + (isLast ? opened : 0);
      this.writeFill(side, -sign, orderId, filled, price, opened === 0);
      this.closePart(side, book, orderId, part, price, isLast ? opened : 0);
    });
    if (opened > 0) this.open(book, -sign, opened, price);
  }

  private pause(side: PositionSide, book: Book, mayEnter: boolean): void {
    if (!this.rng.chance(0.2)) this.ts += 1000 * this.rng.int(1, 10);
    if (!mayEnter || !this.rng.chance(this.habits.interleaved)) return;
    const { price } = this;
    this.enter(side, book);
    this.price = price;
    this.ts += 1000;
  }

  private closePart(
    side: PositionSide,
    book: Book,
    orderId: number,
    part: number,
    price: number,
    opened: number,
  ): void {
    const before = book.size;
    const position = book.dustOf ?? (book.current ??= this.begin(book));
    book.largest = book.dustOf === undefined ? Math.max(book.largest, before) : book.largest;
    let realized = 0;
    let left = part;
    while (left > 0) {
      const [lot] = book.lots;
      if (lot === undefined) throw new Error('closed more than there was');
      const taken = Math.min(lot.quantity, left);
      realized += book.sign * taken * UNIT * (price - lot.price);
      position.openFeesUsd += taken * UNIT * lot.price * FEE_SHARE;
      lot.quantity -= taken;
      left -= taken;
      if (lot.quantity === 0) book.lots.shift();
    }
    const after = before - part;
    const fees = part * UNIT * price * FEE_SHARE;
    const row = closeRow({
      ts: this.ts,
      positionSide: side,
      orderId: String(orderId),
      clientOrderId: `c${orderId}`,
      attemptId: `a${orderId}`,
      sizeBefore: book.sign * before * UNIT,
      sizeAfter: opened > 0 ? -book.sign * opened * UNIT : book.sign * after * UNIT,
      closedQty: part * UNIT,
      realizedUsd: realized,
      feesUsd: fees,
    });
    this.history.closes.push(row);
    position.legs.push(row.line);
    position.realizedUsd += realized;
    position.closeFeesUsd += fees;
    this.end(book, position, after);
  }

  private end(book: Book, position: TruePosition, after: number): void {
    if (after > 0.01 * book.largest) return;
    position.open = false;
    book.current = undefined;
    book.dustOf = after > 0 ? position : undefined;
    if (after === 0) {
      book.sign = 0;
      book.largest = 0;
    }
  }

  private begin(book: Book): TruePosition {
    book.largest = 0;
    const position = { legs: [], realizedUsd: 0, closeFeesUsd: 0, openFeesUsd: 0, lost: false, open: true };
    this.history.positions.push(position);
    return position;
  }

  private writeFill(
    positionSide: PositionSide,
    sign: number,
    orderId: number,
    quantity: number,
    price: number,
    reduceOnly: boolean,
  ): void {
    const polls = this.rng.chance(0.2) ? [Math.ceil(quantity / 2), quantity] : [quantity];
    for (const filled of polls)
      this.history.fills.push(
        fillRow({
          ts: this.ts,
          positionSide,
          side: sign > 0 ? 'BUY' : 'SELL',
          orderId: String(orderId),
          clientOrderId: `c${orderId}`,
          attemptId: `a${orderId}`,
          qty: filled * UNIT,
          price,
          feeUsd: filled * UNIT * price * FEE_SHARE,
          reduceOnly,
        }),
      );
  }
}
