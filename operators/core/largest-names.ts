import { byCodeUnits } from '../../src/model/values/json';

/** How many names are kept, and which of them come before all others. */
export interface NameBound {
  readonly most: number;
  readonly isFirst: (name: string) => boolean;
}

/** The place of a name among all: by `weight`, the larger first, then by name. */
interface Rank {
  readonly weight: number;
  readonly name: string;
}

// More than any name counts.
const FIRST = 2 ** 40;

/**
 * The `most` names that count most: those that come first, then the larger ones, equal ones by code units. A function of
 * the present sizes alone: one more or one less exchanges one name at most.
 */
export class LargestNames {
  private readonly sizes = new Map<string, number>();
  /** The last that is kept; undefined where all are. */
  private last: Rank | undefined;
  private kept = 0;

  constructor(private readonly bound: NameBound) {}

  /** How many names there are. */
  get size(): number {
    return this.sizes.size;
  }

  has(name: string): boolean {
    return this.sizes.has(name);
  }

  keeps(name: string): boolean {
    return this.sizes.has(name) && this.isIn(name, this.last);
  }

  /** Changes sizes by so much each. Gives the names that are kept from now on (true), and no more (false). */
  change(by: ReadonlyMap<string, number>): ReadonlyMap<string, boolean> {
    const before = this.last;
    const moved = new Map<string, boolean>();
    for (const [name, more] of by) {
      const was = this.keeps(name);
      const size = (this.sizes.get(name) ?? 0) + more;
      if (size > 0) this.sizes.set(name, size);
      else this.sizes.delete(name);
      const is = this.keeps(name);
      if (was === is) continue;
      this.kept += is ? 1 : -1;
      moved.set(name, is);
    }
    const due = Math.min(this.bound.most, this.sizes.size);
    // With as many as are due on the right side of it, the last that is kept divides them as before.
    if (this.kept === due && (before === undefined) === this.sizes.size <= this.bound.most) return moved;
    this.last = lastKept(this.sizes, this.bound);
    this.kept = due;
    for (const name of this.sizes.keys()) {
      const was = moved.has(name) ? moved.get(name) !== true : this.isIn(name, before);
      const is = this.isIn(name, this.last);
      if (was === is) moved.delete(name);
      else moved.set(name, is);
    }
    return moved;
  }

  private isIn(name: string, last: Rank | undefined): boolean {
    return last === undefined || isUpTo(last, weightOf(name, this.sizes.get(name) ?? 0, this.bound), name);
  }
}

/** The names of `sizes` that are kept. */
export function largestNames(
  sizes: ReadonlyMap<string, number>,
  bound: NameBound,
): (name: string) => boolean {
  const last = lastKept(sizes, bound);
  if (last === undefined) return () => true;
  return (name) => isUpTo(last, weightOf(name, sizes.get(name) ?? 0, bound), name);
}

// All of one weight are put in order only where the bound lies among them.
function lastKept(sizes: ReadonlyMap<string, number>, bound: NameBound): Rank | undefined {
  if (sizes.size <= bound.most) return undefined;
  const byWeight = new Map<number, string[]>();
  for (const [name, size] of sizes) {
    const weight = weightOf(name, size, bound);
    const equals = byWeight.get(weight);
    if (equals === undefined) byWeight.set(weight, [name]);
    else equals.push(name);
  }
  let left = bound.most;
  for (const [weight, names] of [...byWeight].sort(([a], [b]) => b - a)) {
    const name = left <= names.length ? names.sort(byCodeUnits)[left - 1] : undefined;
    if (name !== undefined) return { weight, name };
    left -= names.length;
  }
  return undefined;
}

function isUpTo(last: Rank, weight: number, name: string): boolean {
  return weight > last.weight || (weight === last.weight && byCodeUnits(name, last.name) <= 0);
}

function weightOf(name: string, size: number, { isFirst }: NameBound): number {
  return isFirst(name) ? FIRST + size : size;
}
