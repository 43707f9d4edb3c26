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

// All in order. What leaves a window is at its beginning, mostly; what else changes is near its end.
function changeInOrder<T extends Placed>(list: T[], { gone, come }: Changes<T>): void {
  const other = gone.findIndex((item, i) => item !== list[i]);
  const first = other < 0 ? gone.length : other;
  list.splice(0, first);
  const [next] = come;
  const last = list.at(-1);
  if (first === gone.length && (next === undefined || last === undefined || byPlace(last, next) < 0)) {
    for (const item of come) list.push(item);
    return;
  }
  const within = gone.slice(first);
  const changed = [...within.slice(0, 1), ...come.slice(0, 1)].map((item) => indexIn(list, item));
  const leaving = new Set(within);
  const tail = list.splice(Math.min(...changed)).filter((item) => !leaving.has(item));
  for (const item of [...tail, ...come].sort(byPlace)) list.push(item);
}
