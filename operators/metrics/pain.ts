import { RunningSum } from '../../src/model/running-sum';
import { numberOrNull, number, rate } from '../../src/model/schemas/shapes';
import type { Settings } from '../../src/model/settings';
import { Reasons, type Metric } from './metric';

export interface PainView {
  readonly shrunk_r: number;
  readonly pain_r: number | null;
  readonly drawdown_aware_r: number;
  readonly edge: number;
}

/**
 * What the trades are worth in R once small samples are distrusted and clusters of losses are charged for:
 * the shrunk mean E, the pain of losses that came on top of earlier ones, E_dd, and the edge (SPEC 4.2).
 */
export const pain: Metric<PainView, PainState> = {
  name: 'pain',
  about:
    'Shrunk mean R, pain of clustered losses, drawdown-aware R, and the edge: how surely it clears the hurdle.',
  fields: { shrunk_r: number, pain_r: numberOrNull, drawdown_aware_r: number, edge: rate },
  fold: (settings) => {
    const keep = 1 - 1 / settings.expectancy.memory;
    return {
      init: () => new PainState(),
      step(state, trade) {
        if (trade.r === undefined) return state;
        if (trade.ts !== state.ts) {
          const next = weigh(state.weight, state.step.value(), keep);
          state.inherited.add(next.inherited);
          state.weight = next.weight;
          state.step.clear();
          state.ts = trade.ts;
        }
        state.known++;
        state.sum.add(trade.r);
        state.step.add(trade.r);
        return state;
      },
      view(state) {
        const none = new Reasons();
        const last = weigh(state.weight, state.step.value(), keep);
        const inherited = state.inherited.value() + last.inherited;
        const n = state.known;
        const felt = n === 0 ? undefined : (((1 - keep) / keep) * inherited + last.weight) / n;
        const mean = n === 0 ? 0 : state.sum.value() / n;
        return {
          view: {
            ...valueOf(n, mean, felt ?? 0, settings),
            pain_r: none.orNull('pain_r', felt, 'no_risk_basis'),
          },
          reasons: none.reasons,
        };
      },
    };
  },
};

class PainState {
  known = 0;
  ts = NaN;
  /** S: what losses so far still weigh. */
  weight = 0;
  /** R of the open moment. */
  readonly step = new RunningSum();
  readonly inherited = new RunningSum();
  readonly sum = new RunningSum();
}

// One step of e = max(0, ρ·S − max(0, R)), S = e + max(0, −R).
function weigh(
  weight: number,
  r: number,
  keep: number,
): { readonly inherited: number; readonly weight: number } {
  const inherited = Math.max(0, keep * weight - Math.max(0, r));
  return { inherited, weight: inherited + Math.max(0, -r) };
}

function valueOf(n: number, mean: number, felt: number, settings: Settings): Omit<PainView, 'pain_r'> {
  const { kappa, prior_r, lambda, s0, hurdle_r } = settings.expectancy;
  const shrunk = (n * mean + kappa * prior_r) / (n + kappa);
  const aware = shrunk - lambda * (n / (n + kappa)) * felt;
  const error = s0 / Math.sqrt(n + kappa);
  return { shrunk_r: shrunk, drawdown_aware_r: aware, edge: studentShare((aware - hurdle_r) / error) };
}

/** P(T ≤ t) of Student's t with 2 degrees of freedom. */
export function studentShare(t: number): number {
  return t === 0 ? 0.5 : (1 + Math.sign(t) / Math.sqrt(1 + 2 / (t * t))) / 2;
}
