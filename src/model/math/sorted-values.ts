/** Numbers in ascending order, added and removed one by one. Changes are merged when the numbers are read. */
export class SortedValues {
  private sorted: Float64Array = new Float64Array(0);
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
    if (this.added.length > 0 || this.removed.length > 0) {
      this.sorted = merged(
        this.sorted,
        Float64Array.from(this.added).sort(),
        Float64Array.from(this.removed).sort(),
      );
      this.added = [];
      this.removed = [];
    }
    return this.sorted;
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
