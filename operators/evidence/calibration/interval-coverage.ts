import { studentQuantile } from '../../../src/model/math/student';
import { wilsonInterval, type Interval } from '../../../src/model/math/interval';

/** A claimed mean R, and what the next trades made. */
export interface IntervalClaim {
  /** Trades known, their mean R and its standard deviation (n − 1). */
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
  readonly nextMean: number;
  readonly nextCount: number;
  /** In simulation: the true mean. */
  readonly trueEdge?: number;
}

/** A share of claims, and Wilson’s 95 % interval of it; null where nothing was claimed. */
export interface CoveredShare {
  readonly n: number;
  readonly share: number | null;
  readonly interval: Interval | null;
}

/** How often intervals held what they should. */
export interface IntervalCoverage {
  /** The 95 % interval of the mean against the mean of the next trades: not its job; about .71 is right at n = 40 and N = 20. */
  readonly next_mean: CoveredShare;
  /** The 95 % prediction interval m ± t·s·√(1/n + 1/N) against the same: should be .95. */
  readonly prediction: CoveredShare;
  /** The 95 % interval of the mean against the true edge, where it is known: should be .95. */
  readonly true_edge: CoveredShare;
}

/** Claims from fewer than two trades have no interval and are left out. */
export function intervalCoverage(claims: readonly IntervalClaim[]): IntervalCoverage {
  const made = claims.filter(({ n }) => n >= 2);
  const mean = ({ n }: IntervalClaim): number => 1 / n;
  return {
    next_mean: covered(made, ({ nextMean }) => nextMean, mean),
    prediction: covered(
      made,
      ({ nextMean }) => nextMean,
      ({ n, nextCount }) => 1 / n + 1 / nextCount,
    ),
    true_edge: covered(made, ({ trueEdge }) => trueEdge, mean),
  };
}

function covered(
  claims: readonly IntervalClaim[],
  truthOf: (claim: IntervalClaim) => number | undefined,
  spreadOf: (claim: IntervalClaim) => number,
): CoveredShare {
  const held = claims.flatMap((claim) => {
    const truth = truthOf(claim);
    if (truth === undefined) return [];
    const half = studentQuantile(0.95, claim.n - 1) * claim.deviation * Math.sqrt(spreadOf(claim));
    return [Math.abs(truth - claim.mean) <= half];
  });
  const n = held.length;
  const hits = held.filter((isHeld) => isHeld).length;
  return n === 0
    ? { n, share: null, interval: null }
    : { n, share: hits / n, interval: wilsonInterval(hits, n) };
}
