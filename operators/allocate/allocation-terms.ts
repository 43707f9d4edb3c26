import type { RiskMode } from '../../src/model/fund/risk-mode';
import type { Policy } from '../router/current-policy';
import type { Quality } from '../router/router-class';

/** Why a symbol or strategy has no part in the allocation, whatever it has earned. */
export type Exclusion = 'disabled' | 'not_in_universe' | 'not_in_registry';

export type PhiBinding =
  | Exclusion
  | 'no_score'
  | 'edge_below_min'
  | 'no_risk_basis'
  | 'score_below_lo'
  | 'score'
  | 'score_above_hi'
  | 'probe_floor'
  | 'probe_ramp';

/** How much of its cap a symbol has earned, in 0..1, before and after router quality. */
export interface PhiTerms {
  readonly score: number | null;
  readonly edge: number | null;
  readonly edge_min: number;
  readonly count: number;
  readonly known_r: number;
  readonly trusted_trades: number;
  readonly lo: number;
  readonly hi: number;
  readonly phi_min: number;
  /** clamp((score − lo)/(hi − lo), 0, 1). */
  readonly linear: number;
  readonly before_quality: number;
  readonly quality: Quality | null;
  readonly quality_factor: number;
  readonly phi: number;
  readonly binding: PhiBinding;
}

export interface WeightTerms {
  /** min(cap, ceiling); null without a cap. */
  readonly base: number | null;
  readonly phi: number;
  readonly raw: number;
  /** Σ raw of all candidates. */
  readonly total_raw: number;
  readonly mode: RiskMode;
  readonly k: number;
  readonly budget: number;
  readonly by_mode: number;
  readonly by_budget: number;
  readonly weight: number | null;
  readonly binding: PhiBinding | 'no_cap' | 'equity_unknown' | 'mode' | 'budget' | 'router_quality';
}

export interface NavCapTerms {
  readonly cap: number;
  readonly g: number;
  readonly ceiling: number;
  readonly k: number;
  /** min(min_cap, cap, ceiling). */
  readonly floor: number;
  readonly value: number;
  readonly binding: 'growth' | 'ceiling' | 'floor';
}

export interface TradeCapTerms {
  readonly current: number;
  readonly g: number;
  readonly k: number;
  readonly max_nav: number | null;
  readonly value: number;
  readonly binding: 'growth' | 'max_nav';
}

export interface ConcurrencyTerms {
  readonly current: number;
  readonly k: number;
  readonly phi: number;
  readonly least: number;
  readonly value: number;
  readonly binding: 'phi' | 'mode' | 'least';
}

/** Every term of a row: recomputing from these gives the suggested numbers exactly. */
export interface AllocationTerms {
  readonly phi: PhiTerms;
  readonly weight: WeightTerms;
  readonly max_nav: NavCapTerms | null;
  readonly max_trade_nav: TradeCapTerms | null;
  readonly max_concurrent: ConcurrencyTerms | null;
}

/** The expectancy block of a row. */
export interface RowExpectancy {
  readonly avg_r: number | null;
  readonly hit_rate: number | null;
  readonly expectancy: number | null;
  readonly regime: string;
  readonly count: number;
  readonly edge: number | null;
  readonly drawdown_aware_r: number | null;
  readonly r_interval: readonly [number, number] | null;
}

export interface AllocationRow {
  readonly symbol: string;
  readonly score: number | null;
  readonly expectancy: RowExpectancy;
  readonly router_policy: { readonly current: Policy | null; readonly proposed: Policy | null };
  readonly caps: {
    readonly current_max_nav_pct: number | null;
    readonly current_max_trade_nav_pct: number | null;
    readonly current_max_concurrent_positions: number | null;
  };
  readonly suggested_caps: {
    readonly max_nav_pct: number | null;
    readonly max_trade_nav_pct: number | null;
    readonly max_concurrent_positions: number | null;
  };
  readonly base_cap: number | null;
  readonly cap_source: string | null;
  readonly ceiling: number | null;
  readonly current_weight: number | null;
  readonly suggested_weight: number;
  readonly reason: string;
  readonly explanation: AllocationTerms;
  readonly rationale: readonly string[];
}

/** A strategy's share: another view of the same money, not to be added to the symbols'. */
export interface StrategyAllocation {
  readonly strategy: string;
  readonly score: number | null;
  readonly expectancy: Omit<RowExpectancy, 'regime'>;
  readonly capacity_usd: number | null;
  readonly base_cap: number | null;
  readonly suggested_weight: number | null;
  readonly current_max_concurrent: number | null;
  readonly suggested_max_concurrent: number | null;
  readonly reason: string;
  readonly explanation: Pick<AllocationTerms, 'phi' | 'weight' | 'max_concurrent'>;
  readonly rationale: readonly string[];
}
