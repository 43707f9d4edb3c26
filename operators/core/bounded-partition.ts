import { LargestNames, type NameBound } from './largest-names';
import { Partition, type Lists } from './partition';
import { byPlace, type Delta, type Placed } from './timeline';

/** What a change touched: the kept names, each with its own changes, and the rest. */
export interface BoundedChange<T> {
  readonly touched: ReadonlyMap<string, Delta<T>>;
  readonly rest: Delta<T> | undefined;
}

/** Of what the kept names leave over. */
export interface Rest<T> {
  /** In total order. */
  readonly items: readonly T[];
  /** How many names they have. */
  readonly names: number;
}

const REST = '';

/** Items by key as a partition has them, where at most so many names have a list of their own; one list has the rest. */
export class BoundedPartition<T extends Placed> {
  private readonly kept: Partition<T>;
  private readonly others = new Partition<T>(() => REST);
  // Kept from the first time that there are too many names on.
  private names: LargestNames | undefined;

  constructor(
    private readonly key: (item: T) => string,
    private readonly bound: NameBound,
  ) {
    this.kept = new Partition(key);
  }

  /** Of the kept names. As they are until the next `apply`. */
  get lists(): Lists<T> {
    return this.kept.lists;
  }

  get rest(): Rest<T> | undefined {
    const items = this.others.lists.get(REST);
    if (items === undefined || this.names === undefined) return undefined;
    return { items, names: this.names.size - this.kept.lists.size };
  }

  /** Some item has this key. */
  has(name: string): boolean {
    return this.names?.has(name) ?? this.kept.lists.has(name);
  }

  /** Applies changes of the whole, in order. */
  apply(delta: Delta<T>): BoundedChange<T> {
    const { names = this.namesOnceTooMany(delta) } = this;
    if (names === undefined) return { touched: this.kept.apply(delta), rest: undefined };
    this.names = names;
    return this.applyBounded(delta, names);
  }

  private applyBounded({ removed, added }: Delta<T>, names: LargestNames): BoundedChange<T> {
    const { key } = this;
    const moved = names.change(sizesBy(removed, added, key));
    const wasKept = (item: T): boolean => {
      const now = moved.get(key(item));
      return now === undefined ? names.keeps(key(item)) : !now;
    };
    const isKept = (item: T): boolean => names.keeps(key(item));
    const stay = moved.size === 0 ? () => true : notIn(removed);
    // What changes sides although it did not change itself.
    const left = [...moved].flatMap(([name, is]) =>
      is ? [] : (this.kept.lists.get(name) ?? []).filter(stay),
    );
    const isBack = [...moved.values()].includes(true);
    const back = isBack
      ? (this.others.lists.get(REST) ?? []).filter((item) => moved.get(key(item)) === true && stay(item))
      : [];
    const touched = this.kept.apply({
      removed: together(removed.filter(wasKept), left),
      added: together(added.filter(isKept), back),
    });
    const rest = this.others.apply({
      removed: together(
        removed.filter((item) => !wasKept(item)),
        back,
      ),
      added: together(
        added.filter((item) => !isKept(item)),
        left,
      ),
    });
    return { touched, rest: rest.get(REST) };
  }

  // The names with their sizes, where they are to be counted from now on.
  private namesOnceTooMany({ added }: Delta<T>): LargestNames | undefined {
    const { lists } = this.kept;
    const room = this.bound.most - lists.size;
    if (added.length <= room) return undefined;
    const coming = new Set(added.map(this.key).filter((name) => !lists.has(name)));
    if (coming.size <= room) return undefined;
    const names = new LargestNames(this.bound);
    names.change(new Map([...lists].map(([name, list]) => [name, list.length])));
    return names;
  }
}

function sizesBy<T>(
  removed: readonly T[],
  added: readonly T[],
  key: (item: T) => string,
): ReadonlyMap<string, number> {
  const by = new Map<string, number>();
  const note = (item: T, one: number): void => {
    const name = key(item);
    by.set(name, (by.get(name) ?? 0) + one);
  };
  for (const item of removed) note(item, -1);
  for (const item of added) note(item, 1);
  return by;
}

function notIn<T>(items: readonly T[]): (item: T) => boolean {
  const all = new Set(items);
  return (item) => !all.has(item);
}

// All of both, in order. Each is in order, but for the second.
function together<T extends Placed>(one: T[], other: readonly T[]): T[] {
  return other.length === 0 ? one : [...one, ...other].sort(byPlace);
}
