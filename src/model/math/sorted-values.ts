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
    // What is removed may be among what is added.
    if (added.length > 0) {
      this.insert(ascending(added));
      this.added = [];
    }
    if (removed.length > 0) {
      this.takeOut(ascending(removed));
      this.removed = [];
    }
    return this.sorted.subarray(0, this.size);
  }

  // In place, from the greatest on: what lies between two that come is moved at once.
  private insert(coming: ArrayLike<number>): void {
    const size = this.size + coming.length;
    if (size > this.sorted.length) {
      const wider = new Float64Array(Math.ceil(size * 1.5));
      wider.set(this.sorted.subarray(0, this.size));
      this.sorted = wider;
    }
    const { sorted } = this;
    let end = this.size;
    for (let j = coming.length - 1; j >= 0; j--) {
      const value = coming[j] ?? NaN;
      const at = this.placeOf(value, 0, end);
      sorted.copyWithin(at + j + 1, at, end);
      sorted[at + j] = value;
      end = at;
    }
    this.size = size;
  }

  // Likewise, from the least on.
  private takeOut(leaving: ArrayLike<number>): void {
    const { sorted, size } = this;
    let kept = 0;
    let from = 0;
    for (let j = 0; j <= leaving.length; j++) {
      const at = j < leaving.length ? this.placeOf(leaving[j] ?? NaN, from, size) : size;
      if (kept < from) sorted.copyWithin(kept, from, at);
      kept += at - from;
      from = at + 1;
    }
    this.size = kept;
  }

  // Of the first from `low` on, and before `high`, that is not less.
  private placeOf(value: number, low: number, high: number): number {
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] ?? Infinity) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

// Mostly there is one.
function ascending(values: readonly number[]): ArrayLike<number> {
  return values.length === 1 ? values : new Float64Array(values).sort();
}
