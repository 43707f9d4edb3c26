import { ExactSum } from '../../../src/model/math/exact-sum';
import { round9 } from '../../../src/model/math/fixed';
import { studentInterval } from '../../../src/model/math/interval';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { intervalOrNull, numberOrNull } from '../../../src/model/schemas/shapes';
import { ExactMoments } from '../../../src/model/math/exact-moments';
import type { Trade } from '../../../src/model/trade';
import type { Metric, MetricResult } from './metric';

// Below this n an autocorrelation is noise.
const LEAST_N = 10;
const MOST_CORRELATION = 0.9;

const fields = { n_eff: numberOrNull, r_interval: intervalOrNull } as const;

export type DependenceView = FromProperties<typeof fields>;

/** How many independent trades those of known R stand for, and the interval of mean R that follows. */
export const dependence: Metric<DependenceView, DependenceState> = {
  name: 'dependence',
  about:
    'Independent observations that the trades stand for (lag-1 autocorrelation of R); the 95 % Student interval of mean R on them.',
  fields,
  fold: () => ({
    init: () => new DependenceState(),
    step(state, trade) {
      state.add(trade);
      return state;
    },
    slide(state, removed, kept) {
      const next = kept.find(({ r }) => r !== undefined)?.r;
      if (next === undefined) return foldOf(kept);
      state.removeFirst(removed, next);
      return state;
    },
    view: viewOf,
  }),
};

/** R in order: its moments, and the products of neighbours. */
class DependenceState {
  unknown = 0;
  readonly rs = new ExactMoments();
  private readonly products = new ExactSum();
  private first = NaN;
  private last = NaN;

  add({ r }: Trade): void {
    if (r === undefined) {
      this.unknown++;
      return;
    }
    this.rs.shift(r, 1);
    if (this.rs.count === 1) this.first = r;
    else this.products.addProduct(this.last, r);
    this.last = r;
  }

  /** Takes out the first trades; `next` is the first known R after them. */
  removeFirst(trades: readonly Trade[], next: number): void {
    const rs = trades.flatMap(({ r }) => r ?? []);
    this.unknown -= trades.length - rs.length;
    rs.forEach((r, i) => {
      this.rs.shift(r, -1);
      this.products.addProduct(-r, rs[i + 1] ?? next);
    });
    this.first = next;
  }

  /** Σ(R_i − m)(R_{i+1} − m) / Σ(R_i − m)², both times n², exact until they are divided. */
  correlation(): number {
    const { rs, products, first, last } = this;
    const { count: n, sums: sum, squares } = rs;
    const squareOfSum = new ExactSum();
    squareOfSum.addSquare(sum, 1);
    const ends = new ExactSum();
    ends.addTimes(sum, first);
    ends.addTimes(sum, last);
    const covariance = new ExactSum();
    covariance.addTimes(products, n * n);
    covariance.addTimes(squareOfSum, -(n + 1));
    covariance.addTimes(ends, n);
    const variation = new ExactSum();
    variation.addTimes(squares, n * n);
    variation.addTimes(squareOfSum, -n);
    return covariance.value() / variation.value();
  }
}

function foldOf(trades: readonly Trade[]): DependenceState {
  const state = new DependenceState();
  for (const trade of trades) state.add(trade);
  return state;
}

function viewOf(state: DependenceState): MetricResult<DependenceView> {
  const { rs, unknown } = state;
  const n = rs.count;
  const [mean, variance] = [rs.mean(), rs.variance()];
  if (mean === undefined || variance === undefined) {
    const reason = n > 0 ? 'fewer_than_two' : unknown > 0 ? 'no_risk_basis' : 'no_trades';
    return { view: { n_eff: null, r_interval: null }, reasons: { n_eff: reason, r_interval: reason } };
  }
  const deviation = Math.sqrt(variance);
  const effective = effectiveOf(state, deviation);
  const none = { n_eff: effective, r_interval: null };
  if (effective < 2) return { view: none, reasons: { r_interval: 'fewer_than_two' } };
  const interval = studentInterval(mean, deviation, effective, 0.95);
  if (!interval.every(Number.isFinite)) return { view: none, reasons: { r_interval: 'too_large' } };
  return { view: { ...none, r_interval: interval }, reasons: {} };
}

// n·(1 − φ)/(1 + φ). Where nothing spreads, nothing correlates.
function effectiveOf(state: DependenceState, deviation: number): number {
  const n = state.rs.count;
  const spreads = Number.isFinite(deviation) && round9(deviation) > 0;
  const correlation = n < LEAST_N || !spreads ? 0 : state.correlation();
  const phi = Math.min(MOST_CORRELATION, Math.max(0, correlation));
  return (n * (1 - phi)) / (1 + phi);
}
