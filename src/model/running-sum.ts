/**
 * A sum in one fixed order, carried in two doubles (about 106 bits; T. J. Dekker, "A Floating-Point Technique", 1971).
 * Cheaper than an ExactSum where the order is part of what is measured.
 */
export class RunningSum {
  private high = 0;
  private low = 0;

  add(value: number): void {
    const { high } = this;
    const sum = high + value;
    const virtual = sum - high;
    const low = this.low + (high - (sum - virtual) + (value - virtual));
    this.high = sum + low;
    this.low = low - (this.high - sum);
  }

  /** The sum, rounded to a double. */
  value(): number {
    return this.high;
  }

  /** Starts again at 0. */
  clear(): void {
    this.high = 0;
    this.low = 0;
  }
}
