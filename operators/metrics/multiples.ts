import { ExactSum, exactSum } from '../../src/model/exact-sum';
import { round9 } from '../../src/model/fixed';
import { studentInterval, type Interval } from '../../src/model/interval';
import { count, intervalOrNull, number, numberOrNull } from '../../src/model/schemas/shapes';
import { RISK_SOURCES, type RiskSource } from '../../src/model/trade';
import { Reasons, type Metric } from './metric';

export interface MultiplesView {
  readonly known_r: number;
  readonly avg_r: number | null;
  readonly expectancy_per_risk: number | null;
  readonly std_r: number | null;
  readonly t_stat: number | null;
  readonly r_interval: Interval | null;
  readonly gain_r: number;
  readonly loss_r: number;
  readonly clipped: number;
  readonly risk_sources: Readonly<Record<RiskSource, number>>;
}

/** Mean, spread and uncertainty of R, over the trades whose R is known. */
export const multiples: Metric<
  MultiplesView,
  { readonly rs: number[]; clipped: number; readonly sources: Record<RiskSource, number> }
> = {
  name: 'multiples',
  about:
    'Mean R, its standard deviation (n − 1), t statistic and 95 % Student interval; where the risk came from.',
  fields: {
    known_r: count,
    avg_r: numberOrNull,
    expectancy_per_risk: numberOrNull,
    std_r: numberOrNull,
    t_stat: numberOrNull,
    r_interval: intervalOrNull,
    gain_r: number,
    loss_r: number,
    clipped: count,
    risk_sources: {
      type: 'object',
      additionalProperties: false,
      required: RISK_SOURCES,
      properties: Object.fromEntries(RISK_SOURCES.map((source) => [source, count])),
    },
  },
  fold: () => ({
    init: () => ({ rs: [], clipped: 0, sources: { recorded: 0, stop: 0, fallback: 0, none: 0 } }),
    step(state, trade) {
      if (trade.r !== undefined) state.rs.push(trade.r);
      if (trade.clipped) state.clipped++;
      state.sources[trade.riskSource]++;
      return state;
    },
    view({ rs, clipped, sources }) {
      const none = new Reasons();
      const n = rs.length;
      const noRisk = Object.values(sources).some((trades) => trades > 0) ? 'no_risk_basis' : 'no_trades';
      const mean = n === 0 ? undefined : exactSum(rs) / n;
      const spread = mean === undefined || n < 2 ? undefined : deviation(rs, mean);
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
          gain_r: sumOf(rs, (r) => Math.max(0, r)),
          loss_r: sumOf(rs, (r) => Math.max(0, -r)),
          clipped,
          risk_sources: { ...sources },
        },
        reasons: none.reasons,
      };
    },
  }),
};

/** Standard deviation with n − 1; exactly 0 when all values are one. */
export function deviation(values: readonly number[], mean: number): number {
  if (values.every((value) => value === values[0])) return 0;
  return Math.sqrt(sumOf(values, (value) => (value - mean) ** 2) / (values.length - 1));
}

function sumOf(values: readonly number[], of: (value: number) => number): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(of(value));
  return sum.value();
}
