// Sums of what is smaller stay far from the largest double; what is not is summed apart, made smaller.
const HUGE = 2 ** 900;
const SCALE = 2 ** 128;
// Splits a double in two halves of 26 bits (T. J. Dekker, "A Floating-Point Technique", 1971).
const SPLITTER = 2 ** 27 + 1;

/**
 * A sum that depends on what was added and on nothing else: not on the order, not on what was taken out again.
 * It keeps the exact sum as non-overlapping parts (J. R. Shewchuk, "Adaptive Precision Floating-Point
 * Arithmetic", 1997) and rounds once, when asked; once more where numbers of 2^900 and above have a part in it.
 */
export class ExactSum {
  private readonly parts: number[] = [];
  // How many of them count; what lies behind is of earlier sums.
  private count = 0;
  private huge: ExactSum | undefined;
  private infinite = 0;

  /** Adds a number. Adding −x takes x out exactly, also where x is infinite. */
  add(value: number): void {
    if (value === 0) return;
    if (value >= HUGE || value <= -HUGE) {
      if (Number.isFinite(value)) (this.huge ??= new ExactSum()).add(value / SCALE);
      else this.infinite += Math.sign(value);
      return;
    }
    const { parts, count } = this;
    let carried = value;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const part = parts[i] ?? 0;
      const sum = carried + part;
      const virtual = sum - carried;
      const error = carried - (sum - virtual) + (part - virtual);
      if (error !== 0) parts[kept++] = error;
      carried = sum;
    }
    if (carried !== 0) parts[kept++] = carried;
    this.count = kept;
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
    for (let i = 0; i < other.count; i++) this.addTimes(other, sign * (other.parts[i] ?? 0));
  }

  /** Adds a sum `factor` times, as addProduct does. */
  addTimes(other: ExactSum, factor: number): void {
    for (let i = 0; i < other.count; i++) this.addProduct(other.parts[i] ?? 0, factor);
  }

  /** The sum, rounded to the nearest double. */
  value(): number {
    if (this.infinite !== 0) return this.infinite * Infinity;
    const small = this.smallValue();
    return this.huge === undefined ? small : small + this.huge.smallValue() * SCALE;
  }

  private smallValue(): number {
    const { parts } = this;
    let i = this.count - 1;
    let high = parts[i] ?? 0;
    let low = 0;
    while (i > 0 && low === 0) {
      const part = parts[--i] ?? 0;
      const sum = high + part;
      low = part - (sum - high);
      high = sum;
    }
    // Halfway cases round by the sign of what lies below.
    const next = parts[i - 1] ?? 0;
    if ((low < 0 && next < 0) || (low > 0 && next > 0)) {
      const doubled = low * 2;
      const rounded = high + doubled;
      if (rounded - high === doubled) return rounded;
    }
    return high;
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
