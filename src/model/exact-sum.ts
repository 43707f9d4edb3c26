import { ExactParts } from './exact-parts';

// Sums of what is smaller stay far from the largest double; what is not is summed apart, made smaller.
const HUGE = 2 ** 900;
const SCALE = 2 ** 128;
// Splits a double in two halves of 26 bits (T. J. Dekker, "A Floating-Point Technique", 1971).
const SPLITTER = 2 ** 27 + 1;

/**
 * A sum that depends on what was added and on nothing else: not on the order, not on what was taken out again. It is
 * kept exactly and rounded once, when asked; once more where numbers of 2^900 and above have a part in it.
 */
export class ExactSum {
  // high + low + rest is the sum, and high is high + low rounded. Two doubles hold 106 bits: there is a rest where the
  // numbers lie further apart.
  private high = 0;
  private low = 0;
  private rest: ExactParts | undefined;
  private huge: ExactSum | undefined;
  private infinite = 0;

  /** Adds a number. Adding −x takes x out exactly, also where x is infinite. */
  add(value: number): void {
    if (value >= HUGE || value <= -HUGE) {
      this.addHuge(value);
      return;
    }
    // Each sum with what rounding took from it (D. E. Knuth's two-sum): value to high, the error to low, low to high.
    const top = this.high + value;
    const valueIn = top - this.high;
    const error = this.high - (top - valueIn) + (value - valueIn);
    const bottom = this.low + error;
    const errorIn = bottom - this.low;
    const lost = this.low - (bottom - errorIn) + (error - errorIn);
    const high = top + bottom;
    // No smaller than low: what is left of high is a multiple of its last bits, or nothing.
    this.low = bottom - (high - top);
    this.high = high;
    if (lost !== 0) (this.rest ??= new ExactParts()).add(lost);
  }

  /** Adds a · b exactly, for sizes below 2^450; a product below 2^-960 to the nearest double. */
  addProduct(a: number, b: number): void {
    const product = a * b;
    const aHigh = highHalf(a);
    const bHigh = highHalf(b);
    const aLow = a - aHigh;
    const bLow = b - bHigh;
    this.add(product);
    this.add(aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
  }

  /** Adds or takes away the square of a sum, as addProduct does. */
  addSquare(other: ExactSum, sign: 1 | -1): void {
    for (const part of other.parts()) this.addTimes(other, sign * part);
  }

  /** Adds a sum `factor` times, as addProduct does. */
  addTimes(other: ExactSum, factor: number): void {
    for (const part of other.parts()) this.addProduct(part, factor);
  }

  /** The sum, rounded to the nearest double. */
  value(): number {
    if (this.infinite !== 0) return this.infinite * Infinity;
    const small = this.smallValue();
    return this.huge === undefined ? small : small + this.huge.smallValue() * SCALE;
  }

  private addHuge(value: number): void {
    if (Number.isFinite(value)) (this.huge ??= new ExactSum()).add(value / SCALE);
    else this.infinite += Math.sign(value);
  }

  private smallValue(): number {
    if (this.rest === undefined) return this.high;
    const all = new ExactParts();
    for (const part of this.parts()) all.add(part);
    return all.value();
  }

  // Numbers that add up to the sum.
  private parts(): readonly number[] {
    const { high, low, rest } = this;
    return rest === undefined ? [high, low] : [...rest.list(), low, high];
  }
}

function highHalf(value: number): number {
  const scaled = SPLITTER * value;
  return scaled - (scaled - value);
}

/** The exact sum of numbers, rounded once; 0 for none. */
export function exactSum(values: Iterable<number>): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum.value();
}
