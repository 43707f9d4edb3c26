import { RISK_MODES } from '../../src/model/fund/risk-mode';
import type { FromProperties, FromSchema } from '../../src/model/schemas/from-schema';
import {
  closed,
  count,
  flag,
  intervalOrNull,
  listOf,
  numberOrNull,
  orNull,
  rate,
  rateOrNull,
  text,
  textOrNull,
  texts,
} from '../../src/model/schemas/shapes';
import { stateFile } from '../core/header';
import { ROUTER_REGIMES } from '../router/router-class';
import { policy } from '../router/router-schema';
import { allocationTerms, strategyTerms } from './weights/allocation-terms';

const expectancy = {
  avg_r: numberOrNull,
  hit_rate: rateOrNull,
  expectancy: numberOrNull,
  count,
  edge: rateOrNull,
  edge_usd: rateOrNull,
  /** How likely the next 20 trades clear the hurdle. */
  p_dd: rateOrNull,
  r_usd: numberOrNull,
  usd_and_r_disagree: flag,
  drawdown_aware_r: numberOrNull,
  r_interval: intervalOrNull,
};

const allocationRow = closed({
  symbol: text,
  score: rateOrNull,
  expectancy: closed({ ...expectancy, regime: { enum: ROUTER_REGIMES } }),
  router_policy: closed({ current: orNull(policy), proposed: orNull(policy) }),
  caps: closed({
    current_max_nav_pct: numberOrNull,
    current_max_trade_nav_pct: numberOrNull,
    current_max_concurrent_positions: numberOrNull,
  }),
  suggested_caps: closed({
    max_nav_pct: numberOrNull,
    max_trade_nav_pct: numberOrNull,
    max_concurrent_positions: numberOrNull,
  }),
  base_cap: numberOrNull,
  cap_source: textOrNull,
  ceiling: numberOrNull,
  current_weight: numberOrNull,
  suggested_weight: rate,
  /** suggested_weight × equity; null where equity is unknown. */
  suggested_size_usd: numberOrNull,
  /** The fund's minimum order, which the size is 0 or at least; null where none is configured. */
  min_notional_usd: numberOrNull,
  reason: text,
  explanation: allocationTerms,
  rationale: texts,
});

const strategyRow = closed({
  strategy: text,
  score: rateOrNull,
  expectancy: closed(expectancy),
  capacity_usd: numberOrNull,
  base_cap: numberOrNull,
  suggested_weight: rateOrNull,
  suggested_size_usd: numberOrNull,
  current_max_concurrent: numberOrNull,
  suggested_max_concurrent: numberOrNull,
  reason: text,
  explanation: strategyTerms,
  rationale: texts,
});

export const allocationSchema = stateFile(
  'risk_allocation_suggestions_v6',
  'Suggested share of NAV and caps of each symbol',
  {
    global: closed({
      current_equity_usd: numberOrNull,
      current_drawdown_pct: numberOrNull,
      risk_mode: { enum: RISK_MODES },
      reasons: texts,
      total_weight: rate,
      cash_weight: rate,
      /** The mode's budget, at most max_gross_exposure. */
      budget: rate,
      max_gross_exposure: numberOrNull,
      min_notional_usd: numberOrNull,
      /** The minimum order as a share of equity; null where there is none, or equity is unknown. */
      min_weight: numberOrNull,
    }),
    symbols: listOf(allocationRow),
    strategies: listOf(strategyRow),
  },
);

/** What a row repeats of the expectancy of its symbol or strategy. */
export type RowExpectancy = FromProperties<typeof expectancy>;
export type AllocationRow = FromSchema<typeof allocationRow>;

/** A strategy's share: another view of the same money, not to be added to the symbols'. */
export type StrategyAllocation = FromSchema<typeof strategyRow>;

/** `risk_allocation_suggestions_v6.json`. */
export type AllocationFile = FromSchema<typeof allocationSchema>;
