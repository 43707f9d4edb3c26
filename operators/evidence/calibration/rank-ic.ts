import { exactSum } from '../../../src/model/math/exact-sum';
import { studentInterval } from '../../../src/model/math/interval';
import { averageRanks } from './average-ranks';

/** A symbol’s score at the start of an epoch, and R of its trades in it. */
export interface ScoredEpoch {
  readonly score: number;
  readonly nextRs: readonly number[];
}

/** Whether scores rank symbols as their next weeks do: 1 as they do, 0 by chance, −1 the other way round. */
export interface RankIc {
  /** Epochs with an answer. */
  readonly epochs: number;
  /** Mean of Spearman’s correlations; null without any. */
  readonly mean: number | null;
  /** Student’s 95 % interval of that over epochs; null below 8. */
  readonly lo: number | null;
  readonly hi: number | null;
  readonly reason?: 'not_enough';
}

const FEWEST_TRADES = 5;
const FEWEST_SYMBOLS = 3;
const FEWEST_EPOCHS = 8;

/**
 * The rank information coefficient over epochs, each the enabled symbols at its start. Symbols with fewer than 5 trades in an epoch are
 * left out of it; an epoch with fewer than 3 symbols, or without any difference between them, has no answer.
 */
export function rankIc(epochs: readonly (readonly ScoredEpoch[])[]): RankIc {
  const found = epochs.flatMap((symbols) => {
    const traded = symbols.filter(({ nextRs }) => nextRs.length >= FEWEST_TRADES);
    if (traded.length < FEWEST_SYMBOLS) return [];
    const means = traded.map(({ nextRs }) => exactSum(nextRs) / nextRs.length);
    return (
      spearman(
        traded.map(({ score }) => score),
        means,
      ) ?? []
    );
  });
  const count = found.length;
  const mean = count === 0 ? null : exactSum(found) / count;
  if (mean === null || count < FEWEST_EPOCHS)
    return { epochs: count, mean, lo: null, hi: null, reason: 'not_enough' };
  const deviation = Math.sqrt(exactSum(found.map((rho) => (rho - mean) ** 2)) / (count - 1));
  const [lo, hi] = studentInterval(mean, deviation, count, 0.95);
  return { epochs: count, mean, lo, hi };
}

/** Spearman’s rank correlation with average ranks; undefined where one side has no spread. */
export function spearman(a: readonly number[], b: readonly number[]): number | undefined {
  const centre = (a.length + 1) / 2;
  const [p, q] = [a, b].map((values) => averageRanks(values).map((rank) => rank - centre));
  const product = (s: readonly number[] = [], t: readonly number[] = []): number =>
    exactSum(s.map((value, i) => value * (t[i] ?? 0)));
  const spread = Math.sqrt(product(p, p) * product(q, q));
  return spread > 0 ? product(p, q) / spread : undefined;
}
