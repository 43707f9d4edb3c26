/** What comes out of the oracle. */

export type Interval = readonly [number, number];

/** The published numbers of one group of trades. */
export interface Block {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  readonly flats: number;
  readonly hit_rate: number | null;
  readonly avg_return: number | null;
  readonly expectancy: number | null;
  readonly avg_win: number | null;
  readonly avg_loss: number | null;
  readonly payoff: number | null;
  readonly profit_factor: number | null;
  readonly net_pnl_usd: number;
  readonly gross_pnl_usd: number;
  readonly fees_usd: number;
  readonly funding_usd: number;
  readonly avg_return_bps: number | null;
  readonly avg_r: number | null;
  readonly std_r: number | null;
  readonly t_stat: number | null;
  readonly expectancy_per_risk: number | null;
  readonly max_drawdown: number;
  readonly max_drawdown_r: number | null;
  readonly longest_losing_streak: number;
  readonly drawdown_adjusted: number | null;
  readonly fee_flips: number;
  readonly shrunk_r: number;
  readonly pain_r: number | null;
  readonly drawdown_aware_r: number;
  readonly edge: number;
  readonly p_dd: number;
  readonly p_mean: number;
  readonly edge_usd: number;
  readonly r_usd: number | null;
  readonly n_w: number;
  readonly n_eff: number | null;
  readonly usd_and_r_disagree: boolean;
  readonly usd_losing: boolean;
  readonly hold_s_p50: number | null;
  readonly hold_s_p95: number | null;
  readonly legs: number;
  readonly entry_unknown: number | null;
  readonly regime_of: { readonly entry: number; readonly exit: number; readonly none: number };
  readonly dust_unknown_r: number;
  readonly is_mature: boolean;
  readonly r_interval: Interval | null;
  readonly hit_rate_interval: Interval | null;
  readonly risk_sources: Readonly<Record<string, number>>;
  readonly clipped: number;
  readonly r_interval_adjusted?: Interval | null;
  readonly clears_bar?: boolean;
}

export type Blocks = Readonly<Record<string, Block>>;

/** The numbers of a group that no advice follows from. */
export type Cuts = Readonly<Record<string, Partial<Block> & { readonly notional_usd?: Interval | null }>>;

/** All trades as one group, and by day. */
export interface Fund extends Block {
  readonly daily: readonly (readonly [string, number, number])[];
  readonly sharpe_day: number | null;
  readonly sharpe_se: number | null;
  readonly worst_day: { readonly day: string; readonly net_usd: number } | null;
  readonly best_day: { readonly day: string; readonly net_usd: number } | null;
  readonly exposure: number | null;
}

export interface Groups {
  readonly sample_count: number;
  readonly symbols: Blocks;
  readonly strategies: Blocks;
  readonly symbol_strategies: Blocks;
  readonly regimes: Blocks;
  readonly hours: Blocks;
  readonly policy_qualities: Blocks;
  readonly taker_biases: Blocks;
  readonly sides: Cuts;
  readonly exit_reasons: Cuts;
  readonly venues: Cuts;
  readonly months: Cuts;
  readonly weekdays: Cuts;
  readonly sizes: Cuts;
  readonly holding_times: Cuts;
  readonly fund: Fund;
}

export type Quality = 'good' | 'ok' | 'degraded' | 'broken' | 'unknown';
export type Regime = 'broken' | 'fallback_heavy' | 'slippage_hot' | 'maker_strong' | 'balanced' | 'unknown';

export interface RouterMetrics {
  readonly maker_fill_rate: number | null;
  readonly fallback_rate: number | null;
  readonly slippage_p50: number | null;
  readonly slippage_p95: number | null;
  readonly ack_latency_p50_ms: number | null;
  readonly ack_latency_p95_ms: number | null;
  readonly mean_fee_bps: number | null;
  readonly mean_slippage_bps: number | null;
  readonly sample_count: number;
  readonly filled: number;
  readonly fill_rate: number | null;
  readonly source: 'rows' | 'snapshot' | 'none';
  readonly maker_final_n: number;
  readonly maker_start_n: number;
  readonly unknown_start_n: number;
  readonly fallback_n: number;
  readonly slippage_n: number;
  readonly ack_n: number;
  readonly result_n: number;
}

export interface Router {
  readonly metrics: RouterMetrics;
  readonly quality: Quality;
  readonly regime: Regime;
}

export interface Score {
  readonly score: number;
  readonly components: Readonly<Record<string, number>>;
  readonly contributions: Readonly<Record<string, number>>;
  readonly priors: readonly string[];
  readonly execution_judged: boolean;
  readonly p_dd: number;
  readonly is_mature: boolean;
}

export interface PublishedPolicy {
  readonly maker_first: boolean;
  readonly taker_bias: number;
  readonly bias_label: string;
  readonly offset_bps: number;
}

export interface Suggestion {
  readonly current_policy: PublishedPolicy;
  readonly proposed_policy: PublishedPolicy;
  readonly quality: Quality;
  readonly regime: Regime;
}

export type Mode = 'normal' | 'cautious' | 'defensive';

export interface Account {
  readonly equity: number | null;
  readonly drawdownPct: number | null;
  readonly mode: Mode;
}

export interface Allocation {
  readonly suggested_weight: number;
  readonly suggested_size_usd: number | null;
  readonly max_nav_pct: number | null;
  readonly max_trade_nav_pct: number | null;
  readonly max_concurrent_positions: number | null;
  readonly current_weight: number | null;
}

export interface StrategyAllocation {
  readonly suggested_weight: number | null;
  readonly max_concurrent: number | null;
}

export interface OracleOutput {
  readonly expectancy: Groups & { readonly windows: Readonly<Record<string, Groups>> };
  readonly router: Readonly<Record<string, Router>>;
  readonly scores: Readonly<Record<string, Score>>;
  readonly strategyScores: Readonly<Record<string, Score>>;
  readonly suggestions: Readonly<Record<string, Suggestion>>;
  readonly account: Account;
  readonly allocation: Readonly<Record<string, Allocation>>;
  readonly strategyAllocation: Readonly<Record<string, StrategyAllocation>>;
}
