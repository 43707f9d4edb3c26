import { ExactSum } from '../../../src/model/math/exact-sum';

// Used within a call only.
const scratch = new ExactSum();

/**
 * The deepest fall of a running sum from its peak, which starts at 0. `closeInstant` closes a moment, before which ups and
 * downs net each other. All of it is exact and is rounded once, when asked: so a fall put together from stretches is
 * that of the whole.
 */
export class MaxDrawdown {
  private readonly sum = new ExactSum();
  private readonly peak = new ExactSum();
  /** The lowest since that peak. */
  private readonly trough = new ExactSum();
  /** The lowest at all; it starts at 0. */
  private readonly low = new ExactSum();
  /** The deepest fall, but for the one from the peak to the trough. */
  private readonly deepest = new ExactSum();

  add(value: number): void {
    this.sum.add(value);
  }

  closeInstant(): void {
    const { sum, peak, trough, low } = this;
    if (sum.compare(peak) > 0) {
      this.note(peak, trough);
      peak.set(sum);
      trough.set(sum);
    } else if (sum.compare(trough) < 0) {
      trough.set(sum);
      if (sum.compare(low) < 0) low.set(sum);
    }
  }

  /** Goes on with a fall that began anew after this one, at a later moment. */
  join(later: MaxDrawdown): void {
    // The later one begins where this one stands: its open moment is closed by that.
    const { sum, peak, trough, low } = this;
    scratch.set(sum);
    scratch.addSum(later.low, 1);
    if (scratch.compare(trough) < 0) trough.set(scratch);
    if (scratch.compare(low) < 0) low.set(scratch);
    this.note(peak, trough);
    this.note(later.peak, later.trough);
    if (later.deepest.compare(this.deepest) > 0) this.deepest.set(later.deepest);
    scratch.set(sum);
    scratch.addSum(later.peak, 1);
    if (scratch.compare(peak) > 0) peak.set(scratch);
    // What fell so far is noted.
    trough.set(peak);
    sum.addSum(later.sum, 1);
  }

  total(): number {
    return this.sum.value();
  }

  /** The deepest fall, the open moment included. */
  depth(): number {
    const { sum, peak, trough, deepest } = this;
    scratch.set(peak);
    scratch.addSum(sum.compare(trough) < 0 ? sum : trough, -1);
    return (scratch.compare(deepest) > 0 ? scratch : deepest).value();
  }

  private note(peak: ExactSum, trough: ExactSum): void {
    scratch.set(peak);
    scratch.addSum(trough, -1);
    if (scratch.compare(this.deepest) > 0) this.deepest.set(scratch);
  }
}
