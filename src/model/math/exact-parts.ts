/**
 * An exact sum as non-overlapping parts, the least first (J. R. Shewchuk, "Adaptive Precision Floating-Point
 * Arithmetic", 1997). Numbers are finite, and far from the largest double.
 */
export class ExactParts {
  private readonly parts: number[] = [];
  // How many of them count; what lies behind is of earlier sums.
  private count = 0;

  add(value: number): void {
    const { parts, count } = this;
    let carried = value;
    let written = 0;
    for (let i = 0; i < count; i++) {
      const part = parts[i] ?? 0;
      const sum = carried + part;
      const virtual = sum - carried;
      const error = carried - (sum - virtual) + (part - virtual);
      if (error !== 0) parts[written++] = error;
      carried = sum;
    }
    if (carried !== 0) parts[written++] = carried;
    this.count = written;
  }

  /** The parts at present. */
  list(): readonly number[] {
    return this.parts.slice(0, this.count);
  }

  /** The sum, rounded to the nearest double. */
  value(): number {
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
