import { ExactParts } from './exact-parts';

// Sums of what is smaller stay far from the largest double; what is not is summed apart, made smaller.
const HUGE = 2 ** 900;
const SCALE = 2 ** 128;
// Splits a double in two halves of 26 bits (T. J. Dekker, "A Floating-Point Technique", 1971).
const SPLITTER = 2 ** 27 + 1;

/**
 * A sum that depends only on the numbers in it: not on their order, nor on numbers that were added and removed again. It
 * is kept exactly and rounded once, when read (twice where numbers of 2^900 and above are in it).
 */
export class ExactSum {
  // high + low is the sum, and high is that rounded, unless something lies beyond two doubles.
  private high = 0;
  private low = 0;
  private beyond: Beyond | undefined;

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
    if (lost !== 0) (this.beyond ??= new Beyond()).rest.add(lost);
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

  /** Adds or takes away another sum, exactly. */
  addSum(other: ExactSum, sign: 1 | -1): void {
    if (other.beyond === undefined) {
      const { high, low } = other;
      this.add(sign * high);
      this.add(sign * low);
      return;
    }
    for (const part of other.parts()) this.add(sign * part);
    const { huge, infinite } = other.beyond;
    const beyond = (this.beyond ??= new Beyond());
    if (huge !== undefined) (beyond.huge ??= new ExactSum()).addSum(huge, sign);
    beyond.infinite += sign * infinite;
  }

  /** Copies the other sum. */
  set(other: ExactSum): void {
    this.high = other.high;
    this.low = other.low;
    this.beyond = other.beyond?.copy();
  }

  /** Resets it to 0. */
  clear(): void {
    this.high = 0;
    this.low = 0;
    this.beyond = undefined;
  }

  /** Less than 0, 0 or more than 0 as the sum is less than, equal to or more than the other, exactly. */
  compare(other: ExactSum): number {
    if (this.beyond === undefined && other.beyond === undefined)
      return this.high - other.high || this.low - other.low;
    const difference = new ExactSum();
    difference.set(this);
    difference.addSum(other, -1);
    return difference.value();
  }

  /** Adds or takes away the square of a sum, as addProduct does. */
  addSquare(other: ExactSum, sign: 1 | -1): void {
    if (other.beyond === undefined) {
      this.addTimes(other, sign * other.high);
      this.addTimes(other, sign * other.low);
    } else for (const part of other.parts()) this.addTimes(other, sign * part);
  }

  /** Adds a sum `factor` times, as addProduct does. */
  addTimes(other: ExactSum, factor: number): void {
    if (other.beyond === undefined) {
      this.addProduct(other.high, factor);
      this.addProduct(other.low, factor);
    } else for (const part of other.parts()) this.addProduct(part, factor);
  }

  /** The sum, rounded to the nearest double. */
  value(): number {
    const { beyond } = this;
    if (beyond === undefined) return this.high;
    if (beyond.infinite !== 0) return beyond.infinite * Infinity;
    const small = new ExactParts();
    for (const part of this.parts()) small.add(part);
    return beyond.huge === undefined ? small.value() : small.value() + beyond.huge.value() * SCALE;
  }

  private addHuge(value: number): void {
    const beyond = (this.beyond ??= new Beyond());
    if (Number.isFinite(value)) (beyond.huge ??= new ExactSum()).add(value / SCALE);
    else beyond.infinite += Math.sign(value);
  }

  // Numbers that add up to the sum, but for what is huge.
  private parts(): readonly number[] {
    const { high, low, beyond } = this;
    return beyond === undefined ? [high, low] : [...beyond.rest.list(), low, high];
  }
}

/** What two doubles do not hold, which is 106 bits. */
class Beyond {
  /** Where the numbers lie further apart. */
  rest = new ExactParts();
  /** In units of SCALE. */
  huge: ExactSum | undefined;
  infinite = 0;

  copy(): Beyond {
    const copy = new Beyond();
    for (const part of this.rest.list()) copy.rest.add(part);
    if (this.huge !== undefined) (copy.huge = new ExactSum()).set(this.huge);
    copy.infinite = this.infinite;
    return copy;
  }
}

function highHalf(value: number): number {
  const scaled = SPLITTER * value;
  return scaled - (scaled - value);
}

/** The exact sum of numbers, rounded once; 0 for none. */
export function exactSum(values: ArrayLike<number>): number {
  const sum = new ExactSum();
  // By index: an iterator makes an object of each number.
  for (let i = 0; i < values.length; i++) sum.add(values[i] ?? 0);
  return sum.value();
}
