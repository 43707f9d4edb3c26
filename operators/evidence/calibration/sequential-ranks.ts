/**
 * The rank of each number among those before it and itself, standardised: mean 0 and variance 1 where nothing changes,
 * whatever the distribution is (equal numbers share their middle rank, and the variance allows for them).
 */
export class SequentialRanks {
  private readonly sorted: number[] = [];
  /** Σ(t³ − t) over the sets of t equal numbers. */
  private ties = 0;

  /** Adds a number and gives its score: 0 for the first, and where all are equal. */
  add(value: number): number {
    const { sorted } = this;
    const [below, upTo] = [countBelow(sorted, value, false), countBelow(sorted, value, true)];
    const equal = upTo - below;
    sorted.splice(upTo, 0, value);
    this.ties += 3 * equal * (equal + 1);
    const n = sorted.length;
    // In whole numbers: twelve times n times the variance of a middle rank.
    const spread = n * (n * n - 1) - this.ties;
    return spread === 0 ? 0 : (2 * below + equal + 1 - n) * Math.sqrt((3 * n) / spread);
  }
}

// How many are below the value, or at most the value.
function countBelow(sorted: readonly number[], value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle] ?? NaN;
    if (there < value || (orEqual && there === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
