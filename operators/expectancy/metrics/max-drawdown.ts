import { ExactSum } from '../../../src/model/math/exact-sum';

// Used within a call only.
const scratch = new ExactSum();

/**
 * The deepest fall of a running sum from its peak, which starts at 0. `closeMoment` closes a moment, before which ups and
 * downs net each other. All of it is exact and is rounded once, when asked.
 */
export class MaxDrawdown {
  private readonly sum = new ExactSum();
  private readonly peak = new ExactSum();
  /** The lowest since that peak. */
  private readonly trough = new ExactSum();
  /** The deepest fall from earlier peaks. */
  private readonly deepest = new ExactSum();

  add(value: number): void {
    this.sum.add(value);
  }

  closeMoment(): void {
    const { sum, peak, trough, deepest } = this;
    if (sum.compare(peak) > 0) {
      setDifference(scratch, peak, trough);
      if (scratch.compare(deepest) > 0) deepest.set(scratch);
      peak.set(sum);
      trough.set(sum);
    } else if (sum.compare(trough) < 0) trough.set(sum);
  }

  total(): number {
    return this.sum.value();
  }

  /** The deepest fall, the open moment included. */
  depth(): number {
    const { sum, peak, trough, deepest } = this;
    setDifference(scratch, peak, sum.compare(trough) < 0 ? sum : trough);
    return (scratch.compare(deepest) > 0 ? scratch : deepest).value();
  }
}

function setDifference(result: ExactSum, from: ExactSum, other: ExactSum): void {
  result.set(from);
  result.addSum(other, -1);
}
