import { ExactMoments } from '../../../src/model/math/exact-moments';
import { ExactSum } from '../../../src/model/math/exact-sum';
import { studentInterval } from '../../../src/model/math/interval';
import { quantile } from '../../../src/model/math/quantile';
import { SortedValues } from '../../../src/model/math/sorted-values';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { count, flag, number, numberOrNull } from '../../../src/model/schemas/shapes';
import type { Trade } from '../../../src/model/trade';
import { Reasons, type Metric } from './metric';

// Below this share of the median risk a trade of unknown R is dust.
const DUST_SHARE = 0.01;

const fields = {
  r_usd: numberOrNull,
  n_w: number,
  dust_unknown_r: count,
  usd_losing: flag,
} as const;

export type RiskBasisView = FromProperties<typeof fields>;

/** The money per dollar at risk, over trades of known risk, and what is known where no risk is. */
export const riskBasis: Metric<RiskBasisView, RiskBasisState> = {
  name: 'risk_basis',
  about:
    'Net per USD of risk and how many equal risks that stands for (Kish); trades of unknown R: dust, or a sure loss in USD.',
  fields,
  fold: ({ allocator: { trusted_trades } }) => ({
    init: () => new RiskBasisState(),
    step: (state, trade) => shift(state, trade, 1),
    undo: (state, trade) => shift(state, trade, -1),
    view(state) {
      const none = new Reasons();
      const risks = state.risks.values();
      const median = quantile(risks, 0.5);
      const unknown = state.unknown.values();
      const dust = countBelow(unknown, DUST_SHARE * (median ?? 0));
      const perRisk = median === undefined ? undefined : state.net.value() / state.risk.value();
      const reason = unknown.length > 0 ? 'no_risk_basis' : 'no_trades';
      return {
        view: {
          r_usd: none.orNull('r_usd', perRisk, reason),
          n_w: equalRisks(risks),
          dust_unknown_r: dust,
          usd_losing: risks.length === 0 && unknown.length >= trusted_trades && isLosing(state.all),
        },
        reasons: none.reasons,
      };
    },
  }),
};

class RiskBasisState {
  /** Of the trades of known risk. */
  readonly net = new ExactSum();
  readonly risk = new ExactSum();
  readonly risks = new SortedValues();
  /** |net| of the others. */
  readonly unknown = new SortedValues();
  /** Net of all. */
  readonly all = new ExactMoments();
}

function shift(state: RiskBasisState, { netUsd, riskUsd }: Trade, by: 1 | -1): RiskBasisState {
  const values = riskUsd === undefined ? state.unknown : state.risks;
  const value = riskUsd ?? Math.abs(netUsd);
  if (by > 0) values.add(value);
  else values.remove(value);
  state.all.shift(netUsd, by);
  if (riskUsd === undefined) return state;
  state.net.add(by * netUsd);
  state.risk.add(by * riskUsd);
  return state;
}

// Of numbers in ascending order.
function countBelow(values: Float64Array, bound: number): number {
  const first = values.findIndex((value) => !(value < bound));
  return first < 0 ? values.length : first;
}

/** (Σrisk)²/Σrisk², the risks divided by their largest before they are squared; 0 for none. */
function equalRisks(risks: Float64Array): number {
  const largest = risks.at(-1);
  if (largest === undefined) return 0;
  let sum = 0;
  let squares = 0;
  // In ascending order: the same whatever order they came in. By index: an iterator makes an object of each number.
  for (let i = 0; i < risks.length; i++) {
    const share = (risks[i] ?? NaN) / largest;
    sum += share;
    squares += share * share;
  }
  return (sum * sum) / squares;
}

// The 95 % interval of the mean lies below 0.
function isLosing(nets: ExactMoments): boolean {
  const [mean, variance] = [nets.mean(), nets.variance()];
  if (mean === undefined || variance === undefined) return false;
  return studentInterval(mean, Math.sqrt(variance), nets.count, 0.95)[1] < 0;
}
