import { ExactSum, exactSum } from '../../../src/model/math/exact-sum';
import type { Interval } from '../../../src/model/math/interval';
import { roundedP } from '../../../src/model/math/round';
import { studentQuantile, tailShare } from '../../../src/model/math/student';
import { clusteredError } from './clustered-error';
import type { TradeDays } from './trade-days';

/** A mean over trades and how sure it is; in the unit of the mean. */
export interface Inference {
  readonly value: number;
  readonly se: number | null;
  /** G − 1. */
  readonly df: number | null;
  /** The 95 % interval: value ± t(.975, G − 1)·se. */
  readonly lo: number | null;
  readonly hi: number | null;
  /** value/se; null where se is 0. */
  readonly t: number | null;
  /** Two-sided, 6 decimals. */
  readonly p: number | null;
  /** The smallest effect that 8 of 10 such histories would show. */
  readonly mde80: number | null;
  /** How many independent trades would be as sure as these, at most n; null where se is 0. */
  readonly n_eff: number | null;
  readonly lags: number | null;
  /** Why it has no error. */
  readonly reason?: 'too_few_days';
}

// t(.8) is the quantile with 60 % inside ±t.
const POWER = 0.6;

/**
 * The inference of a mean from the influence of each trade on it (its derivative by the weight of the trade; the influences
 * add up to 0). `influence` and `days` are of the same n trades.
 */
export function inferenceOf(value: number, influence: ArrayLike<number>, days: TradeDays): Inference {
  const error = clusteredError(influence, days);
  if (error === undefined) {
    const none = { se: null, df: null, lo: null, hi: null, t: null, p: null, mde80: null, n_eff: null };
    return { value, ...none, lags: null, reason: 'too_few_days' };
  }
  const { se, lags } = error;
  const df = days.active - 1;
  const half = studentQuantile(0.95, df) * se;
  const t = se === 0 ? null : value / se;
  const n = influence.length;
  return {
    value,
    se,
    df,
    lo: value - half,
    hi: value + half,
    t,
    p: t === null ? null : roundedP(twoSidedP(t, df)),
    mde80: half + studentQuantile(POWER, df) * se,
    n_eff: se === 0 ? null : Math.min(n, n * (independentError(influence) / se) ** 2),
    lags,
  };
}

/** The interval of an inference at another confidence, such as .99; null where it has no error. */
export function intervalOf({ value, se, df }: Inference, confidence: number): Interval | null {
  if (se === null || df === null) return null;
  const half = studentQuantile(confidence, df) * se;
  return [value - half, value + half];
}

/** P(|T| > |t|) with all its decimals, as Holm’s method needs it. */
export function twoSidedP(t: number, df: number): number {
  return tailShare(Math.abs(t), df);
}

/** The standard error if the trades were independent: sd(influence, n − 1)/√n. */
function independentError(influence: ArrayLike<number>): number {
  const n = influence.length;
  const mean = exactSum(influence) / n;
  const squares = new ExactSum();
  for (let i = 0; i < n; i++) squares.add(((influence[i] ?? 0) - mean) ** 2);
  return Math.sqrt(squares.value() / (n - 1) / n);
}
