import { byCodeUnits } from '../../src/model/values/json';
import { firstWhere } from '../../src/model/values/first-where';

/** What lies on a timeline: placed by (ts, symbol, id). */
export interface Placed {
  readonly ts: number;
  readonly symbol: string;
  readonly id: string;
}

/** The total order of everything: time, then symbol, then id. It depends on content alone. */
export function byPlace(a: Placed, b: Placed): number {
  // Making an id takes long; an item compared with itself needs none.
  return a === b ? 0 : byMoment(a, b) || byCodeUnits(a.id, b.id);
}

function byMoment(a: Placed, b: Placed): number {
  return a.ts - b.ts || byCodeUnits(a.symbol, b.symbol);
}

/**
 * Items in total order, one per place. Appending at the end is O(1) amortised; a late item costs a binary search
 * and a move. `compare` orders the items by ts and symbol first, whatever it compares then.
 */
export class Timeline<T extends P, P extends Placed = Placed> {
  private items: T[] = [];
  private head = 0;

  constructor(private readonly compare: (a: P, b: P) => number = byPlace) {}

  get size(): number {
    return this.items.length - this.head;
  }

  /** Puts an item in its place. Gives the item that was there, if there was one. */
  put(item: T): T | undefined {
    if (this.isBeyond(item)) {
      this.items.push(item);
      return undefined;
    }
    const at = this.indexFor(item);
    if (!this.isAt(at, item)) {
      this.insertAt(at, item);
      return undefined;
    }
    const there = this.items[at];
    this.items[at] = item;
    return there;
  }

  /** As `put`, but an item that is there stays. */
  putNew(item: T): T | undefined {
    if (this.isBeyond(item)) {
      this.items.push(item);
      return undefined;
    }
    const at = this.indexFor(item);
    if (this.isAt(at, item)) return this.items[at];
    this.insertAt(at, item);
    return undefined;
  }

  /** As `put`, of an item whose place is that of `known`: if that is there itself it is found without making an id. */
  replace(known: T, item: T): T | undefined {
    const at = this.indexOf(known);
    const there = this.items[at];
    if (there === undefined) return this.put(item);
    this.items[at] = item;
    return there;
  }

  /** The item at this place, if there is one. */
  at(place: P): T | undefined {
    return this.items[this.indexOf(place)];
  }

  /** Takes away the item at this place and gives it, if there is one. */
  remove(place: P): T | undefined {
    // What leaves is the oldest, mostly.
    const at = this.items[this.head] === place ? this.head : this.indexOf(place);
    const there = this.items[at];
    if (there === undefined) return undefined;
    if (at - this.head < this.items.length - at) this.evictAt(at);
    else this.items.splice(at, 1);
    return there;
  }

  /** The items with after < ts ≤ until, in order. */
  between(after: number, until: number): readonly T[] {
    return this.slice(this.countUntil(after), this.countUntil(until));
  }

  /** How many items have ts ≤ until. `near`: about so many, where that is known. */
  countUntil(until: number, near?: number): number {
    return this.search((item) => item.ts > until, near) - this.head;
  }

  /** How many items lie at this place or before it: with undefined, none. `near`: about so many, where that is known. */
  countTo(place: P | undefined, near?: number): number {
    return place === undefined ? 0 : this.search((item) => this.compare(item, place) > 0, near) - this.head;
  }

  /** The item with so many before it. */
  nth(index: number): T | undefined {
    return index < 0 ? undefined : this.items[this.head + index];
  }

  /** The items from index `from` up to, and without, index `to`. */
  slice(from: number, to: number): readonly T[] {
    return this.items.slice(this.head + from, this.head + to);
  }

  /** Takes away the items with ts ≤ bound, oldest first, telling each. */
  evict(bound: number, onEvict?: (item: T) => void): void {
    for (;;) {
      const first = this.items[this.head];
      if (first === undefined || first.ts > bound) return;
      this.evictFirst();
      onEvict?.(first);
    }
  }

  // Moves those before it where they are few, and something has left the head.
  private insertAt(index: number, item: T): void {
    const { items, head } = this;
    if (head === 0 || index - head > items.length - index) {
      items.splice(index, 0, item);
      return;
    }
    items.copyWithin(head - 1, head, index);
    items[index - 1] = item;
    this.head--;
  }

  // Moves the few items before it, not the many after it.
  private evictAt(index: number): void {
    const { items, head } = this;
    for (let at = index; at > head; at--) {
      const before = items[at - 1];
      if (before !== undefined) items[at] = before;
    }
    this.evictFirst();
  }

  private evictFirst(): void {
    this.head++;
    // What is gone is held until then: a sixteenth of what is there at most, since a row that is held keeps its block.
    if (this.head * 17 <= this.items.length) return;
    this.items = this.items.slice(this.head);
    this.head = 0;
  }

  // Whether it lies after every item, which takes no search.
  private isBeyond(place: P): boolean {
    const last = this.items.at(-1);
    return this.size === 0 || last === undefined || byMoment(last, place) < 0;
  }

  // −1 for none.
  private indexOf(place: P): number {
    if (this.isBeyond(place)) return -1;
    const at = this.indexFor(place);
    return this.isAt(at, place) ? at : -1;
  }

  // The index where this place is, or would be. To make an id takes long: it is made only among items of one moment; an
  // item that is there itself needs none.
  private indexFor(place: P): number {
    const first = this.search((other) => byMoment(other, place) >= 0);
    const there = this.items[first];
    if (there === undefined || there === place || byMoment(there, place) !== 0) return first;
    return this.search((other) => this.compare(other, place) >= 0);
  }

  private isAt(at: number, place: P): boolean {
    const there = this.items[at];
    return there !== undefined && (there === place || this.compare(there, place) === 0);
  }

  // The first index from the head on where `matches` holds; it must hold from there to the end. `near` counts from the head.
  private search(matches: (item: T) => boolean, near = this.size): number {
    return firstWhere(this.items, matches, this.head, this.head + near);
  }
}

/** Where this place is in a list in total order, or would be. */
export function indexIn(items: readonly Placed[], place: Placed): number {
  return firstWhere(items, (item) => byPlace(item, place) >= 0, 0, items.length);
}

/** How an ordered list changed: the items removed and the items added, both in order. */
export interface Delta<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

export function isEmpty({ removed, added }: Delta<unknown>): boolean {
  return removed.length === 0 && added.length === 0;
}
