import type { Changes } from './changes';
import { grouped } from './grouped';
import { byPlace, indexIn, type Placed } from './timeline';

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
  apply({ gone, come }: Changes<T>): ReadonlyMap<string, Changes<T>> {
    const touched = new Map<string, Changes<T>>();
    if (gone.length === 0 && come.length === 0) return touched;
    const left = grouped(gone, this.key);
    const joined = grouped(come, this.key);
    for (const name of new Set([...left.keys(), ...joined.keys()])) {
      const changes = { gone: left.get(name) ?? [], come: joined.get(name) ?? [] };
      this.change(name, changes);
      touched.set(name, changes);
    }
    return touched;
  }

  private change(name: string, changes: Changes<T>): void {
    const list = this.current.get(name) ?? [];
    changeInOrder(list, changes);
    if (list.length === 0) this.current.delete(name);
    else this.current.set(name, list);
  }
}

// As many are moved one by one.
const FEW = 64;

// All in order. What leaves a window is at its beginning and what comes at its end, mostly.
function changeInOrder<T extends Placed>(list: T[], { gone, come }: Changes<T>): void {
  const other = gone.findIndex((item, i) => item !== list[i]);
  const first = other < 0 ? gone.length : other;
  list.splice(0, first);
  const within = gone.slice(first);
  if (within.length + come.length <= FEW) {
    for (const item of within) list.splice(indexIn(list, item), 1);
    for (const item of come) list.splice(indexIn(list, item), 0, item);
    return;
  }
  const leaving = new Set(within);
  const staying = within.length === 0 ? list : list.filter((item) => !leaving.has(item));
  const all = [...staying, ...come];
  const [next] = come;
  const last = staying.at(-1);
  if (next !== undefined && last !== undefined && byPlace(last, next) > 0) all.sort(byPlace);
  list.length = 0;
  for (const item of all) list.push(item);
}
