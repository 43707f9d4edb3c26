import { ExactSum } from '../../../src/model/math/exact-sum';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { numberOrNull, number, rate } from '../../../src/model/schemas/shapes';
import type { Settings } from '../../../src/model/fund/settings';
import type { Trade } from '../../../src/model/trade';
import { LossMemory, momentsOf } from './loss-memory';
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
      slide(state, removed, kept) {
        if (state.removeFirst(removed, kept)) return state;
        const anew = new PainState(keep);
        for (const { ts, r } of kept) if (r !== undefined) anew.add(ts, r);
        return anew;
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

/** The trades so far: those of the open moment, to which more may come, and the recursion over the moments before it. */
class PainState {
  known = 0;
  readonly sum = new ExactSum();
  private ts = NaN;
  private readonly memory: LossMemory;
  /** R of the open moment: of its first trade, or of all in it. */
  private openR = 0;
  private open: ExactSum | undefined;
  /** Σe before the open moment. */
  private readonly closedLoss = new ExactSum();

  constructor(private readonly keep: number) {
    this.memory = new LossMemory(keep);
  }

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

  /**
   * Takes out the first trades. The recursion with them and the one without are followed until both say the same, as they
   * do from then on. False, and nothing has changed: both parts share a moment, or no kept trade has a known R.
   */
  removeFirst(removed: readonly Trade[], kept: readonly Trade[]): boolean {
    if (removed.at(-1)?.ts === kept[0]?.ts || !kept.some(({ r }) => r !== undefined)) return false;
    const was = new LossMemory(this.keep);
    const is = new LossMemory(this.keep);
    for (const { r } of removed) {
      if (r === undefined) continue;
      this.known--;
      this.sum.add(-r);
    }
    for (const { r } of momentsOf(removed)) this.closedLoss.add(-was.take(r));
    for (const { ts, r } of momentsOf(kept)) {
      if (was.weight === is.weight) break;
      if (ts === this.ts) {
        this.memory.weight = is.weight;
        break;
      }
      this.closedLoss.add(-was.take(r));
      this.closedLoss.add(is.take(r));
    }
    return true;
  }

  /** Undefined without a trade. */
  clusterPenalty(): number | undefined {
    const { keep, known } = this;
    if (known === 0) return undefined;
    // S and Σe, the open moment included.
    const memory = new LossMemory(keep, this.memory.weight);
    const loss = new ExactSum();
    loss.set(this.closedLoss);
    if (this.isOpen()) loss.add(memory.take(this.openR));
    return (((1 - keep) / keep) * loss.value() + memory.weight) / known;
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
    const carried = this.memory.take(this.openR);
    // Mostly nothing is carried.
    if (carried > 0) this.closedLoss.add(carried);
    this.open = undefined;
    this.ts = NaN;
  }

  private isOpen(): boolean {
    return !Number.isNaN(this.ts);
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
