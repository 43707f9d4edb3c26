import { ExactSum } from '../../../src/model/math/exact-sum';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { numberOrNull, number, rate } from '../../../src/model/schemas/shapes';
import type { Settings } from '../../../src/model/fund/settings';
import { Reasons, type Metric } from './metric';

const fields = { shrunk_r: number, pain_r: numberOrNull, drawdown_aware_r: number, edge: rate } as const;

export type PainView = FromProperties<typeof fields>;

/**
 * What the trades are worth in R once small samples are distrusted and clusters of losses are charged for:
 * the shrunk mean E, the pain of losses that came on top of earlier ones, E_dd, and the edge.
 */
export const pain: Metric<PainView, PainState> = {
  name: 'pain',
  about:
    'Shrunk mean R, pain of clustered losses, drawdown-aware R, and the edge: how surely it clears the hurdle.',
  fields,
  fold: (settings) => {
    const keep = 1 - 1 / settings.expectancy.memory;
    return {
      init: () => new PainState(keep),
      step(state, trade) {
        const { r } = trade;
        if (r !== undefined) state.add(trade.ts, r);
        return state;
      },
      view(state) {
        const none = new Reasons();
        const n = state.known;
        const clusterPenalty = state.clusterPenalty();
        return {
          view: {
            ...worthOf(n, n === 0 ? 0 : state.sum.value() / n, clusterPenalty ?? 0, settings),
            pain_r: none.orNull('pain_r', clusterPenalty, 'no_risk_basis'),
          },
          reasons: none.reasons,
        };
      },
    };
  },
};

/** The recursion over moments: S is what earlier losses still weigh, e the part that a moment does not earn back. */
class PainState {
  known = 0;
  readonly sum = new ExactSum();
  private ts = NaN;
  /** S before the open moment. */
  private before = 0;
  /** R of the open moment: of its first trade, or of all in it. */
  private openR = 0;
  private open: ExactSum | undefined;
  /** Σe before the open moment. */
  private readonly closedLoss = new ExactSum();

  constructor(private readonly keep: number) {}

  add(ts: number, r: number): void {
    this.known++;
    this.sum.add(r);
    if (ts === this.ts) {
      this.joinMoment(r);
      return;
    }
    this.closeMoment();
    this.ts = ts;
    this.openR = r;
  }

  /** Σe. */
  carriedLoss(): number {
    const all = new ExactSum();
    all.set(this.closedLoss);
    if (this.isOpen()) all.add(this.carriedLossOf(this.openR));
    return all.value();
  }

  /** S: what losses so far still weigh. */
  weight(): number {
    return this.isOpen() ? this.weightAfter(this.openR) : this.before;
  }

  /** Undefined without a trade. */
  clusterPenalty(): number | undefined {
    const { keep, known } = this;
    return known === 0 ? undefined : (((1 - keep) / keep) * this.carriedLoss() + this.weight()) / known;
  }

  // Most moments have one trade, whose R needs no sum.
  private joinMoment(r: number): void {
    if (this.open === undefined) {
      this.open = new ExactSum();
      this.open.add(this.openR);
    }
    this.open.add(r);
    this.openR = this.open.value();
  }

  private closeMoment(): void {
    if (!this.isOpen()) return;
    const carried = this.carriedLossOf(this.openR);
    // Mostly nothing is carried.
    if (carried > 0) this.closedLoss.add(carried);
    this.before = carried + Math.max(0, -this.openR);
    this.open = undefined;
    this.ts = NaN;
  }

  private isOpen(): boolean {
    return !Number.isNaN(this.ts);
  }

  // e = max(0, ρ·S − max(0, R)).
  private carriedLossOf(r: number): number {
    return Math.max(0, this.keep * this.before - Math.max(0, r));
  }

  // S = e + max(0, −R).
  private weightAfter(r: number): number {
    return this.carriedLossOf(r) + Math.max(0, -r);
  }
}

/** The pain of trades alone, as if none had been before them: times of close in order, and R. Undefined without a trade. */
export function clusterPenaltyOf(
  closes: readonly number[],
  rs: readonly number[],
  memory: number,
): number | undefined {
  const state = new PainState(1 - 1 / memory);
  rs.forEach((r, i) => {
    state.add(closes[i] ?? 0, r);
  });
  return state.clusterPenalty();
}

/** The worth of n trades of this mean R and pain: numbers that follow from the settings alone. */
export function worthOf(
  n: number,
  mean: number,
  clusterPenalty: number,
  settings: Settings,
): Omit<PainView, 'pain_r'> {
  const { kappa, prior_r, lambda, s0, hurdle_r } = settings.expectancy;
  const shrunk = (n * mean + kappa * prior_r) / (n + kappa);
  const aware = shrunk - lambda * (n / (n + kappa)) * clusterPenalty;
  const error = s0 / Math.sqrt(n + kappa);
  return { shrunk_r: shrunk, drawdown_aware_r: aware, edge: studentShare((aware - hurdle_r) / error) };
}

/** P(T ≤ t) of Student's t with 2 degrees of freedom. */
export function studentShare(t: number): number {
  return t === 0 ? 0.5 : (1 + Math.sign(t) / Math.sqrt(1 + 2 / (t * t))) / 2;
}
