/** Numbers in order, as they come and go. What changed is merged in when they are read. */
export class SortedValues {
  private sorted: Float64Array = new Float64Array(0);
  private come: number[] = [];
  private gone: number[] = [];

  add(value: number): void {
    // −0 is 0.
    this.come.push(value + 0);
  }

  /** Takes out a number that is there. */
  remove(value: number): void {
    this.gone.push(value + 0);
  }

  /** From the least to the greatest. Read it before the next change. */
  values(): Float64Array {
    if (this.come.length > 0 || this.gone.length > 0) {
      this.sorted = merged(
        this.sorted,
        Float64Array.from(this.come).sort(),
        Float64Array.from(this.gone).sort(),
      );
      this.come = [];
      this.gone = [];
    }
    return this.sorted;
  }
}

// `gone` may hold what is in `come`.
function merged(known: Float64Array, come: Float64Array, gone: Float64Array): Float64Array {
  const all = new Float64Array(known.length + come.length - gone.length);
  let i = 0;
  let j = 0;
  let out = 0;
  let left = 0;
  while (i < known.length || j < come.length) {
    const next = Math.min(known[i] ?? Infinity, come[j] ?? Infinity);
    if (known[i] === next) i++;
    else j++;
    if (gone[left] === next) left++;
    else all[out++] = next;
  }
  return all;
}
