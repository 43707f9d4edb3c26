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

  /** Applies changes of the whole, in order. */
  apply({ gone, come }: Changes<T>): void {
    if (gone.length === 0 && come.length === 0) return;
    const left = grouped(gone, this.key);
    const joined = grouped(come, this.key);
    const lists = new Map(this.current);
    for (const name of new Set([...left.keys(), ...joined.keys()])) {
      const list = changed(lists.get(name) ?? [], left.get(name) ?? [], joined.get(name) ?? []);
      if (list.length === 0) lists.delete(name);
      else lists.set(name, list);
    }
    this.current = lists;
  }
}

function changed<T extends Placed>(list: readonly T[], left: readonly T[], joined: readonly T[]): T[] {
  const leaving = new Set(left);
  const kept = list.filter((item) => !leaving.has(item));
  const last = kept.at(-1);
  const first = joined[0];
  const isInOrder = last === undefined || first === undefined || byPlace(last, first) < 0;
  return isInOrder ? [...kept, ...joined] : [...kept, ...joined].sort(byPlace);
}
