// More changes than these are merged in one pass.
const FEW = 16;

/** Numbers in ascending order, added and removed one by one. Changes are made when the numbers are read. */
export class SortedValues {
  // Those up to `size`; behind them is room.
  private sorted: Float64Array = new Float64Array(0);
  private size = 0;
  private added: number[] = [];
  private removed: number[] = [];

  add(value: number): void {
    // −0 is 0.
    this.added.push(value + 0);
  }

  /** Removes a number that is present. */
  remove(value: number): void {
    this.removed.push(value + 0);
  }

  /** From the least to the greatest. Read it before the next change. */
  values(): Float64Array {
    const { added, removed } = this;
    if (added.length + removed.length > FEW) {
      const known = this.sorted.subarray(0, this.size);
      this.sorted = merged(known, Float64Array.from(added).sort(), Float64Array.from(removed).sort());
      this.size = this.sorted.length;
    } else {
      for (const value of added) this.insert(value);
      for (const value of removed) this.takeOut(value);
    }
    if (added.length > 0) this.added = [];
    if (removed.length > 0) this.removed = [];
    return this.sorted.subarray(0, this.size);
  }

  private insert(value: number): void {
    if (this.size === this.sorted.length) {
      const wider = new Float64Array(FEW + Math.ceil(this.size * 1.5));
      wider.set(this.sorted);
      this.sorted = wider;
    }
    const at = this.placeOf(value);
    this.sorted.copyWithin(at + 1, at, this.size);
    this.sorted[at] = value;
    this.size++;
  }

  private takeOut(value: number): void {
    const at = this.placeOf(value);
    this.sorted.copyWithin(at, at + 1, this.size);
    this.size--;
  }

  // Of the first that is not less.
  private placeOf(value: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] ?? Infinity) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

// `removed` may hold what is in `added`.
function merged(known: Float64Array, added: Float64Array, removed: Float64Array): Float64Array {
  const all = new Float64Array(known.length + added.length - removed.length);
  let i = 0;
  let j = 0;
  let out = 0;
  let left = 0;
  while (i < known.length || j < added.length) {
    const next = Math.min(known[i] ?? Infinity, added[j] ?? Infinity);
    if (known[i] === next) i++;
    else j++;
    if (removed[left] === next) left++;
    else all[out++] = next;
  }
  return all;
}
