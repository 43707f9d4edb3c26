import { byPlace, type Placed } from './timeline';

/** How one ordered list became another: what is in it no more, and what is new. Both in order. */
export interface Changes<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

/** The changes between two lists in total order. An item is the same when it is the same object. */
export function changesOf<T extends Placed>(before: readonly T[], after: readonly T[]): Changes<T> {
  const gone: T[] = [];
  const come: T[] = [];
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
    if (old === undefined && now === undefined) return { gone, come };
    const order = old === undefined ? 1 : now === undefined ? -1 : byPlace(old, now);
    if (old !== undefined && order <= 0) {
      gone.push(old);
      i++;
    }
    if (now !== undefined && order >= 0) {
      come.push(now);
      j++;
    }
  }
}
