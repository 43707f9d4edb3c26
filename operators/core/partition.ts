import { byCodeUnits } from '../../src/model/values/json';
import { memoizeByRef } from './memoize-by-ref';
import { byPlace, indexIn, type Delta, type Placed } from './timeline';

/** The lists of a partition by key. Keys without items do not appear. */
export type Lists<T> = ReadonlyMap<string, readonly T[]>;

/**
 * Items by key, each list in total order. The lists are those of the last changes: they are changed in place, since a
 * copy of all that a window holds at each tick is what a tick would cost most.
 */
export class Partition<T extends Placed> {
  private readonly current = new Map<string, T[]>();

  constructor(private readonly key: (item: T) => string) {}

  /** As they are until the next `apply`. */
  get lists(): Lists<T> {
    return this.current;
  }

  /** Applies changes of the whole, in order, and says which keys they touch, each with its own. */
  apply({ removed, added }: Delta<T>): ReadonlyMap<string, Delta<T>> {
    const touched = new Map<string, Delta<T>>();
    const removedByKey = grouped(removed, this.key);
    const addedByKey = grouped(added, this.key);
    for (const name of new Set([...removedByKey.keys(), ...addedByKey.keys()])) {
      const changes = { removed: removedByKey.get(name) ?? [], added: addedByKey.get(name) ?? [] };
      this.change(name, changes.removed, changes.added);
      touched.set(name, changes);
    }
    return touched;
  }

  private change(name: string, removed: readonly T[], added: T[]): void {
    const list = this.current.get(name);
    if (list === undefined) {
      // Nobody else keeps it.
      this.current.set(name, added);
      return;
    }
    removeFrom(list, removed);
    insertInto(list, added);
    if (list.length === 0) this.current.delete(name);
  }
}

// In place, since a list may be long. Both are in order, and what changes is near an end, mostly.
function removeFrom<T extends Placed>(list: T[], removed: readonly T[]): void {
  const [first] = removed;
  if (first === undefined) return;
  // What leaves is the oldest, mostly.
  let at = list[0] === first ? 0 : indexIn(list, first);
  let kept = at;
  for (let out = 0; out < removed.length && at < list.length; at++) {
    const item = list[at];
    if (item === removed[out]) out++;
    else if (item !== undefined) list[kept++] = item;
  }
  list.splice(kept, at - kept);
}

// From the end: what lies behind the first that comes is moved once.
function insertInto<T extends Placed>(list: T[], added: readonly T[]): void {
  let i = list.length - 1;
  for (const item of added) list.push(item);
  let to = list.length - 1;
  for (let j = added.length - 1; j >= 0; to--) {
    const [known, item] = [list[i], added[j]];
    if (item === undefined) return;
    if (known !== undefined && byPlace(known, item) > 0) {
      list[to] = known;
      i--;
    } else {
      list[to] = item;
      j--;
    }
  }
}

/** Items by key, each list in the order given. Keys without items do not appear. The lists are the caller's. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

/** Where in a column each name stands, in order of name. */
export const placesByName = memoizeByRef(
  (names: readonly string[]): ReadonlyMap<string, readonly number[]> => {
    const places = grouped([...names.keys()], (place) => names[place] ?? '');
    return new Map([...places].sort(([a], [b]) => byCodeUnits(a, b)));
  },
);
