import type { Changes } from './changes';
import { grouped } from './grouped';
import { byPlace, type Placed } from './timeline';

/** The lists of a partition by key. Keys without items do not appear. */
export type Lists<T> = ReadonlyMap<string, readonly T[]>;

/**
 * Items by key, each list in total order. A list that nothing changed is the same object as before, and so is the map
 * of all lists: what was computed of them still stands.
 */
export class Partition<T extends Placed> {
  private current: Lists<T> = new Map();

  constructor(private readonly key: (item: T) => string) {}

  get lists(): Lists<T> {
    return this.current;
  }

  /** Applies changes of the whole, in order, and says which keys they touch, each with its own. */
  apply({ gone, come }: Changes<T>): ReadonlyMap<string, Changes<T>> {
    const touched = new Map<string, Changes<T>>();
    if (gone.length === 0 && come.length === 0) return touched;
    const left = grouped(gone, this.key);
    const joined = grouped(come, this.key);
    const lists = new Map(this.current);
    for (const name of new Set([...left.keys(), ...joined.keys()])) {
      const changes = { gone: left.get(name) ?? [], come: joined.get(name) ?? [] };
      const list = changed(lists.get(name) ?? [], changes);
      if (list.length === 0) lists.delete(name);
      else lists.set(name, list);
      touched.set(name, changes);
    }
    this.current = lists;
    return touched;
  }
}

function changed<T extends Placed>(list: readonly T[], { gone, come }: Changes<T>): readonly T[] {
  const kept = without(list, gone);
  const last = kept.at(-1);
  const first = come[0];
  const isInOrder = last === undefined || first === undefined || byPlace(last, first) < 0;
  return isInOrder ? kept.concat(come) : kept.concat(come).sort(byPlace);
}

// Both in order. What leaves a window is at its beginning, mostly.
function without<T>(list: readonly T[], gone: readonly T[]): readonly T[] {
  if (gone.every((item, i) => item === list[i])) return list.slice(gone.length);
  const leaving = new Set(gone);
  return list.filter((item) => !leaving.has(item));
}
