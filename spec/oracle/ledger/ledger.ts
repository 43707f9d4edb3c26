/** Positions from fills and closes (4.0), one (symbol, position side) at a time. */
import { entryLots, lotOf, quantityOf, takeFrom, type Lot } from './lots';
import { closedBy, epsilon, hasSizes, isFlip, ordersOf, type Order } from './orders';
import { episodeOf, legOf, type Draft, type Leg } from './episode';
import type { Close, Episode, Fill } from '../records';

const DUST = 0.01;
const HOUR = 3_600_000;

/** What is known of a key between two orders. */
interface Book {
  lots: readonly Lot[];
  expected: number;
  open: Draft | null;
  /** The episode that ended with dust, while nothing was opened since. */
  dust: Draft | null;
  readonly done: Draft[];
}

export function episodesOf(closes: readonly Close[], fills: readonly Fill[]): readonly Episode[] {
  const keys = new Map<string, { closes: Close[]; fills: Fill[] }>();
  const at = (x: Close | Fill): { closes: Close[]; fills: Fill[] } => {
    const key = JSON.stringify([x.symbol, x.side]);
    const own = keys.get(key) ?? { closes: [], fills: [] };
    keys.set(key, own);
    return own;
  };
  for (const close of closes) at(close).closes.push(close);
  for (const fill of fills) at(fill).fills.push(fill);
  return [...keys.values()].flatMap((own) => episodesOfKey(own.closes, own.fills));
}

function episodesOfKey(closes: readonly Close[], fills: readonly Fill[]): readonly Episode[] {
  const book: Book = { lots: [], expected: 0, open: null, dust: null, done: [] };
  const orders = ordersOf(closes, fills);
  for (const order of orders) {
    if (order.closes.length === 0) openLot(book, order);
    else if (order.closes.every(hasSizes)) closeWith(book, order);
    else for (const close of order.closes.filter(hasSizes)) closeOne(book, order, close);
  }
  if (book.open !== null) book.done.push({ ...book.open, status: 'open' });
  const sized = book.done.map(episodeOf);
  return [...sized, ...withoutSizes(orders).map(episodeOf)];
}

function push(book: Book, lot: Lot): void {
  book.lots = [...book.lots, lot];
  book.dust = null;
}

function openLot(book: Book, { fill, key }: Order): void {
  if (fill === null || fill.sign === null) return;
  push(book, lotOf(fill, key, fill.qty, fill.sign));
  book.expected += fill.sign * fill.qty;
}

/** An order with closes: what it filled beyond them shrank the position before, or opens one after. */
function closeWith(book: Book, order: Order): void {
  const { fill, closes } = order;
  const first = closes[0];
  const last = closes.at(-1);
  if (first === undefined || last === undefined) return;
  const closed = closes.reduce((sum, close) => sum + closedBy(close), 0);
  const beyond = fill === null ? 0 : fill.qty - closed;
  const rest = fill === null || beyond <= epsilon(fill.qty) ? 0 : beyond;
  const excess = Math.max(0, Math.abs(book.expected) - Math.abs(first.before ?? 0));
  const most = isFlip(last) ? Math.max(0, rest - Math.abs(last.after ?? 0)) : rest;
  const shrunk = Math.min(excess, most);
  book.expected -= Math.sign(book.expected) * shrunk;
  for (const close of closes) closeOne(book, order, close);
  const left = rest - shrunk;
  const ends = isFlip(last) || Math.abs(last.after ?? 0) <= epsilon(last.before ?? 0);
  if (fill === null || fill.sign === null || left <= epsilon(fill.qty)) return;
  if (fill.side !== 'BOTH' || fill.reduceOnly || !ends) return;
  push(book, lotOf(fill, order.key, left, fill.sign));
  const opened = isFlip(last) ? Math.max(0, left - Math.abs(last.after ?? 0)) : left;
  book.expected += fill.sign * opened;
}

function closeOne(book: Book, order: Order, close: Close): void {
  const before = close.before ?? 0;
  const after = close.after ?? 0;
  const size = Math.abs(before);
  const numbered = numberedEntry(book, order, close);
  if (numbered !== null) {
    const { matched, unknown } = takeFrom(numbered, size, closedBy(close));
    const leg = legOf(close, order, matched, unknown);
    book.done.push({ legs: [leg], dustLegs: [], largest: size, status: 'ended' });
    book.lots = book.lots.filter((lot) => lot.link.attempt !== close.ids.attempt || lot.order === order.key);
    book.expected = after;
    return;
  }
  const entry = entryLots(book.lots, Math.sign(before), size);
  const { matched, unknown, left } = takeFrom(entry, size, closedBy(close));
  const leg = legOf(close, order, matched, unknown);
  const continues = Math.abs(before - book.expected) <= epsilon(before);
  book.lots = left;
  book.expected = after;
  if (book.dust !== null && continues && book.open === null) {
    const dust: Draft = { ...book.dust, dustLegs: [...book.dust.dustLegs, leg] };
    book.done[book.done.indexOf(book.dust)] = dust;
    book.dust = Math.abs(after) <= epsilon(before) ? null : dust;
    book.lots = left.map((lot) => ({ ...lot, isDust: true }));
    return;
  }
  if (book.open !== null && !continues) book.done.push({ ...book.open, status: 'truncated' });
  const held = continues ? book.open : null;
  const largest = Math.max(held?.largest ?? 0, size);
  const draft: Draft = { legs: [...(held?.legs ?? []), leg], dustLegs: [], largest, status: 'ended' };
  book.dust = null;
  book.open = null;
  const isOver = Math.abs(after) <= epsilon(before);
  const isDust = !isFlip(close) && Math.abs(after) <= DUST * largest;
  if (!isOver && !isFlip(close) && !isDust) {
    book.open = draft;
    return;
  }
  book.done.push(draft);
  if (isDust && !isOver) {
    book.dust = draft;
    book.lots = left.map((lot) => ({ ...lot, isDust: true }));
  }
  if (isFlip(close) || isOver) book.lots = isFlip(close) ? [] : left;
}

/** Lots that name the close's own attempt, where they are the whole of what it ends. */
function numberedEntry(book: Book, order: Order, close: Close): readonly Lot[] | null {
  const { attempt } = close.ids;
  const before = close.before ?? 0;
  if (attempt === null || Math.abs(close.after ?? 0) > epsilon(before)) return null;
  const own = book.lots.filter(
    (lot) => lot.link.attempt === attempt && lot.order !== order.key && lot.sign === Math.sign(before),
  );
  return own.length > 0 && Math.abs(quantityOf(own) - Math.abs(before)) <= epsilon(before) ? own : null;
}

/** Closes without sizes: those of one attempt, each within an hour of the one before, are one. */
function withoutSizes(orders: readonly Order[]): readonly Draft[] {
  const legs: Leg[] = orders.flatMap((order) =>
    order.closes.filter((close) => !hasSizes(close)).map((close) => legOf(close, order, [], 0)),
  );
  legs.sort((a, b) => a.close.ts - b.close.ts || (a.close.line < b.close.line ? -1 : 1));
  const drafts: { attempt: string | null; legs: Leg[] }[] = [];
  for (const leg of legs) {
    const { attempt } = leg.close.ids;
    const last = drafts.findLast((draft) => attempt !== null && draft.attempt === attempt);
    const before = last?.legs.at(-1);
    if (last !== undefined && before !== undefined && leg.close.ts - before.close.ts <= HOUR)
      last.legs.push(leg);
    else drafts.push({ attempt, legs: [leg] });
  }
  return drafts.map((draft) => ({ legs: draft.legs, dustLegs: [], largest: 0, status: 'no_sizes' as const }));
}
