import { ExactMoments } from '../../../src/model/math/exact-moments';
import { ExactSum } from '../../../src/model/math/exact-sum';
import { round9 } from '../../../src/model/math/fixed';
import { studentInterval } from '../../../src/model/math/interval';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { closed, count, intervalOrNull, number, numberOrNull } from '../../../src/model/schemas/shapes';
import type { RiskSource, Trade } from '../../../src/model/trade';
import { Reasons, type Metric } from './metric';

const fields = {
  known_r: count,
  avg_r: numberOrNull,
  expectancy_per_risk: numberOrNull,
  std_r: numberOrNull,
  t_stat: numberOrNull,
  r_interval: intervalOrNull,
  gain_r: number,
  loss_r: number,
  clipped: count,
  risk_sources: closed({ recorded: count, stop: count, fallback: count, none: count }),
} as const;

/** Mean, spread and uncertainty of R, over the trades whose R is known. */
export const multiples: Metric<FromProperties<typeof fields>, MultiplesState> = {
  name: 'multiples',
  about:
    'Mean R, its standard deviation (n − 1), t statistic and 95 % Student interval; where the risk came from.',
  fields,
  fold: () => ({
    init: () => new MultiplesState(),
    step: (state, trade) => shift(state, trade, 1),
    undo: (state, trade) => shift(state, trade, -1),
    view({ rs, gain, loss, clipped, sources }) {
      const none = new Reasons();
      const n = rs.count;
      const noRisk = Object.values(sources).some((trades) => trades > 0) ? 'no_risk_basis' : 'no_trades';
      const mean = rs.mean();
      const variance = rs.variance();
      const spread = variance === undefined ? undefined : Math.sqrt(variance);
      const avgR = none.orNull('avg_r', mean, noRisk);
      if (avgR === null) none.reasons['expectancy_per_risk'] = noRisk;
      const few = n === 0 ? noRisk : 'fewer_than_two';
      const interval =
        mean === undefined || spread === undefined ? null : studentInterval(mean, spread, n, 0.95);
      if (interval === null) none.reasons['r_interval'] = few;
      // A spread of rounding errors alone is no spread.
      const spreads = spread !== undefined && round9(spread) > 0;
      const t = mean === undefined || !spreads ? undefined : (mean * Math.sqrt(n)) / spread;
      return {
        view: {
          known_r: n,
          avg_r: avgR,
          expectancy_per_risk: avgR,
          std_r: none.orNull('std_r', spread, few),
          t_stat: none.orNull('t_stat', t, spread === undefined ? few : 'no_spread'),
          r_interval: interval,
          gain_r: gain.value(),
          loss_r: loss.value(),
          clipped,
          risk_sources: { ...sources },
        },
        reasons: none.reasons,
      };
    },
  }),
};

class MultiplesState {
  readonly rs = new ExactMoments();
  readonly gain = new ExactSum();
  readonly loss = new ExactSum();
  clipped = 0;
  readonly sources: Record<RiskSource, number> = { recorded: 0, stop: 0, fallback: 0, none: 0 };
}

function shift(state: MultiplesState, { r, clipped, riskSource }: Trade, by: 1 | -1): MultiplesState {
  if (r !== undefined) {
    state.rs.shift(r, by);
    if (r > 0) state.gain.add(by * r);
    else state.loss.add(-by * r);
  }
  if (clipped) state.clipped += by;
  state.sources[riskSource] += by;
  return state;
}
