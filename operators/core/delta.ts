import { byPlace, type Placed } from './timeline';

/** How one ordered list became another: what is in it no more, and what is new. Both in order. */
export interface Delta<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** The changes between two lists in total order. An item is the same when it is the same object. */
export function diffSorted<T extends Placed>(before: readonly T[], after: readonly T[]): Delta<T> {
  const removed: T[] = [];
  const added: T[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    // Nearly all of two lists is the same, mostly.
    while (i < before.length && j < after.length && before[i] === after[j]) {
      i++;
      j++;
    }
    const old = i < before.length ? before[i] : undefined;
    const now = j < after.length ? after[j] : undefined;
    if (old === undefined && now === undefined) return { removed, added };
    const order = old === undefined ? 1 : now === undefined ? -1 : byPlace(old, now);
    if (old !== undefined && order <= 0) {
      removed.push(old);
      i++;
    }
    if (now !== undefined && order >= 0) {
      added.push(now);
      j++;
    }
  }
}
