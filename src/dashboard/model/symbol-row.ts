/** One symbol with all that the files say of it. A part whose file is not there is null. */
export interface SymbolRow {
  readonly symbol: string;
  /** 1 is the best score; null without one. */
  readonly rank: number | null;
  readonly score: ScoreSummary | null;
  readonly expectancy: Expectancy | null;
  readonly costs: Costs | null;
  readonly curve: Curve | null;
  readonly by_window: readonly WindowSummary[];
  readonly router: RouterSummary | null;
  readonly policy: PolicyChange | null;
  readonly allocation: AllocationSummary | null;
}

export interface ScorePartWeight {
  readonly name: string;
  /** Share of the score, 0..1; the weights add up to 1. */
  readonly weight: number;
}

/** The contributions add up to the score. */
export interface ScoreSummary {
  readonly score: number;
  /** part → weight × component. */
  readonly contributions: Readonly<Record<string, number>>;
  /** part → 0..1. */
  readonly components: Readonly<Record<string, number>>;
  /** Parts that no row carries: held at the pessimistic prior. */
  readonly priors: readonly string[];
}

/** What a group of trades earns, and how sure that is. A rate never goes without its count. */
export interface Expectancy {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  readonly flats: number;
  readonly hit_rate: number | null;
  readonly hit_rate_interval: readonly [number, number] | null;
  /** Mean net USD of a trade. */
  readonly expectancy: number | null;
  readonly net_pnl_usd: number | null;
  /** Trades whose R is known: what the R figures count. */
  readonly known_r: number;
  readonly avg_r: number | null;
  readonly r_interval: readonly [number, number] | null;
  readonly drawdown_aware_r: number | null;
  /** How surely the drawdown-aware R clears the hurdle; 0.42 is "nothing known". */
  readonly edge: number | null;
  readonly payoff: number | null;
  readonly profit_factor: number | null;
  readonly max_drawdown_r: number | null;
  readonly longest_losing_streak: number | null;
}

/** From gross to net: `net = gross − fees − funding`. Fees and funding are positive when paid. */
export interface Costs {
  readonly count: number;
  readonly gross_pnl_usd: number | null;
  readonly fees_usd: number | null;
  readonly funding_usd: number | null;
  readonly net_pnl_usd: number | null;
  /** Trades that costs turned from win to loss. */
  readonly fee_flips: number | null;
  /** Beside the sums, no term of them: the gross is what fills gave, slippage included. Over router rows. */
  readonly mean_slippage_bps: number | null;
  readonly mean_fee_bps: number | null;
}

/** Running totals in columns of one length, at most 500 points. Drawdown is peak − total, the peak at least 0: ≥ 0. */
export interface Curve {
  readonly ts_ms: readonly number[];
  readonly cum_r: readonly number[];
  readonly drawdown_r: readonly number[];
  readonly cum_net_usd: readonly number[];
}

/** The same group in another window: `7d`, `24h`, `30d`, `last_200`. */
export interface WindowSummary {
  readonly window: string;
  readonly count: number;
  readonly avg_r: number | null;
  readonly net_pnl_usd: number | null;
}

export interface RouterSummary {
  readonly quality: string;
  readonly regime: string;
  readonly maker_fill_rate: number | null;
  readonly fallback_rate: number | null;
  readonly slippage_p50: number | null;
  readonly slippage_p95: number | null;
  readonly mean_slippage_bps: number | null;
  readonly mean_fee_bps: number | null;
  readonly ack_latency_p50_ms: number | null;
  readonly ack_latency_p95_ms: number | null;
  /** Rows behind these numbers; `source` is where they are from: rows, snapshot, none. */
  readonly sample_count: number;
  readonly source: string;
}

export interface PolicySummary {
  readonly maker_first: boolean;
  /** 0 is all maker, 1 all taker. */
  readonly taker_bias: number;
  readonly bias_label: string;
  readonly offset_bps: number;
}

/** The router policy now and as proposed, and why. */
export interface PolicyChange {
  readonly current: PolicySummary;
  readonly proposed: PolicySummary;
  readonly changes: boolean;
  readonly rationale: readonly string[];
  readonly out_of_bounds: readonly string[];
}

/** Shares of NAV, 0..1. */
export interface AllocationSummary {
  readonly current_weight: number | null;
  readonly suggested_weight: number;
  /** What binds the suggested weight: `score`, `disabled`, `budget`, … */
  readonly reason: string;
  readonly rationale: readonly string[];
  readonly caps: Caps;
  readonly suggested_caps: Caps;
  readonly cap_source: string | null;
}

interface Caps {
  readonly max_nav_pct: number | null;
  readonly max_trade_nav_pct: number | null;
  readonly max_concurrent_positions: number | null;
}
