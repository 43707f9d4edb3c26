import { ExactSum } from './exact-sum';

// The square of a larger number might not be finite.
const LARGEST = 2 ** 440;

/**
 * Count, sum and variance of numbers that are added and removed: they depend only on the numbers present. The variance is (n·Σx² − (Σx)²) / (n·(n − 1)) with an exact numerator.
 */
export class ExactMoments {
  private n = 0;
  private tooLarge = 0;
  /** Σx, to be read. */
  readonly sums = new ExactSum();
  /** Σx² of numbers below 2^440, to be read. */
  readonly squares = new ExactSum();

  /** How many there are. */
  get count(): number {
    return this.n;
  }

  /** Adds a number, or takes out one that is there. */
  shift(value: number, by: 1 | -1): void {
    this.n += by;
    this.sums.add(by * value);
    if (Math.abs(value) < LARGEST) this.squares.addProduct(by * value, value);
    else this.tooLarge += by;
  }

  sum(): number {
    return this.sums.value();
  }

  /** Undefined for none. */
  mean(): number | undefined {
    return this.n === 0 ? undefined : this.sums.value() / this.n;
  }

  /** With n − 1; undefined below two, infinite with a number of 2^440 or more. Exactly 0 when all are the same. */
  variance(): number | undefined {
    const { n, sums, squares } = this;
    if (n < 2) return undefined;
    if (this.tooLarge > 0) return Infinity;
    const spread = new ExactSum();
    spread.addTimes(squares, n);
    spread.addSquare(sums, -1);
    // Σx² may have been rounded where it is below 2^-960.
    return Math.max(0, spread.value()) / (n * (n - 1));
  }
}
