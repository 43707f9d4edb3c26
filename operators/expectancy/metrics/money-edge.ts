import type { Settings } from '../../../src/model/fund/settings';
import { round9 } from '../../../src/model/math/fixed';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { flag, rate } from '../../../src/model/schemas/shapes';
import type { DerivedMetric } from './metric';
import { studentShare, type PainView } from './pain';
import type { RiskBasisView } from './risk-basis';

const fields = { edge_usd: rate, usd_and_r_disagree: flag } as const;

export type MoneyEdgeView = FromProperties<typeof fields>;

/** The edge in money: of trades that each counted by their risk, with the same charge for clustered losses. */
export const moneyEdge: DerivedMetric<PainView & RiskBasisView, MoneyEdgeView> = {
  name: 'money_edge',
  about: 'How surely the money earned per USD of risk clears the hurdle, and whether money and R disagree.',
  fields,
  of(view, settings) {
    const edgeUsd = edgeInMoney(view, settings);
    const least = settings.allocator.edge_min;
    const clears = (edge: number): boolean => round9(edge) >= least;
    return {
      view: { edge_usd: edgeUsd, usd_and_r_disagree: clears(view.edge) !== clears(edgeUsd) },
      reasons: {},
    };
  },
};

/** The edge in money; without a trade of known risk that in R. */
export function edgeInMoney(
  view: Omit<PainView, 'pain_r'> & Pick<RiskBasisView, 'r_usd' | 'n_w'>,
  settings: Settings,
): number {
  const { kappa, prior_r, s0, hurdle_r } = settings.expectancy;
  const { r_usd: perRisk, n_w: n } = view;
  if (perRisk === null) return view.edge;
  const clusterCharge = view.shrunk_r - view.drawdown_aware_r;
  const aware = (n * perRisk + kappa * prior_r) / (n + kappa) - clusterCharge;
  return studentShare((aware - hurdle_r) / (s0 / Math.sqrt(n + kappa)));
}
