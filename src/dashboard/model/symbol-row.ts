import type { FromSchema } from '../../model/schemas/from-schema';
import {
  closed,
  count,
  flag,
  flagOrNull,
  intervalOrNull,
  listOf,
  number,
  numberOrNull,
  numbers,
  orNull,
  text,
  textOrNull,
  texts,
} from '../../model/schemas/shapes';

/** The schemas of a symbol's row and its parts, and below them their types. */

export const scorePartWeight = closed({
  name: text,
  /** Share of the score, 0..1; the weights add up to 1. */
  weight: number,
});

export const scoreTerms = {
  /** part → weight × component. */
  contributions: numbers,
  /** part → 0..1. */
  components: numbers,
  /** Parts that no row carries: held at the pessimistic prior. */
  priors: texts,
  /** False: no router row says anything of execution, and its parts are priors alone. */
  execution_judged: flagOrNull,
};
const scoreSummary = closed({ score: number, ...scoreTerms });

export const expectancyFields = {
  count,
  wins: count,
  losses: count,
  flats: count,
  hit_rate: numberOrNull,
  hit_rate_interval: intervalOrNull,
  /** Mean net USD of a trade. */
  expectancy: numberOrNull,
  net_pnl_usd: numberOrNull,
  /** Trades whose R is known: what the R figures count. */
  known_r: count,
  avg_r: numberOrNull,
  r_interval: intervalOrNull,
  /** How many independent trades the `known_r` stand for: those of the interval. */
  n_eff: numberOrNull,
  drawdown_aware_r: numberOrNull,
  /** How surely the drawdown-aware R clears the hurdle; 0.42 is "nothing known". */
  edge: numberOrNull,
  /** How likely the next 20 trades clear it, their pain charged. */
  p_dd: numberOrNull,
  /** The same in money: of positions that count by their risk. */
  edge_usd: numberOrNull,
  /** One of the two edges is at or above the least edge, the other below. */
  usd_and_r_disagree: flagOrNull,
  payoff: numberOrNull,
  profit_factor: numberOrNull,
  max_drawdown_r: numberOrNull,
  longest_losing_streak: numberOrNull,
  /** Seconds from entry to the last close, where the entry is known. */
  hold_s_p50: numberOrNull,
  hold_s_p95: numberOrNull,
  /** Share of the quantity whose opening fill is not in the logs. */
  entry_unknown: numberOrNull,
};
export const expectancy = closed(expectancyFields);

export const costFields = {
  count,
  gross_pnl_usd: numberOrNull,
  fees_usd: numberOrNull,
  /** Of the fees: opening fees that no row states. */
  estimated_fees: numberOrNull,
  funding_usd: numberOrNull,
  net_pnl_usd: numberOrNull,
  /** Trades that costs turned from win to loss. */
  fee_flips: numberOrNull,
};
export const costs = closed({
  ...costFields,
  /** Beside the sums, no term of them: the gross is what fills gave, slippage included. Over router rows. */
  mean_slippage_bps: numberOrNull,
  mean_fee_bps: numberOrNull,
});

const column = { type: 'array', items: number, maxItems: 500 } as const;
export const curve = closed({ ts_ms: column, cum_r: column, drawdown_r: column, cum_net_usd: column });

export const windowFields = { count, avg_r: numberOrNull, net_pnl_usd: numberOrNull };
const windowSummary = closed({ window: text, ...windowFields });
export const windowSummaries = listOf(windowSummary);

export const routerFields = {
  maker_fill_rate: numberOrNull,
  fallback_rate: numberOrNull,
  slippage_p50: numberOrNull,
  slippage_p95: numberOrNull,
  mean_slippage_bps: numberOrNull,
  mean_fee_bps: numberOrNull,
  ack_latency_p50_ms: numberOrNull,
  ack_latency_p95_ms: numberOrNull,
  /** Rows behind these numbers. */
  sample_count: count,
};
const router = closed({
  quality: text,
  regime: text,
  ...routerFields,
  /** Where the numbers are from: rows, snapshot, none. */
  source: text,
});

const policy = closed({
  maker_first: flag,
  /** 0 is all maker, 1 all taker. */
  taker_bias: number,
  bias_label: text,
  offset_bps: number,
});

const policyChange = closed({
  current: policy,
  proposed: policy,
  changes: flag,
  rationale: texts,
  out_of_bounds: texts,
});

export const capFields = {
  max_nav_pct: numberOrNull,
  max_trade_nav_pct: numberOrNull,
  max_concurrent_positions: numberOrNull,
};
const caps = closed(capFields);

export const allocationFields = {
  current_weight: numberOrNull,
  suggested_weight: number,
  /** The suggested weight in USD, and the least order it was held against. */
  suggested_size_usd: numberOrNull,
  min_notional_usd: numberOrNull,
  /** What binds the suggested weight: `score`, `disabled`, `budget`, … */
  reason: text,
  rationale: texts,
  caps,
  suggested_caps: caps,
  /** Where the configured cap is from, and what no suggested cap exceeds. */
  cap_source: textOrNull,
  ceiling: numberOrNull,
  /** A probe: it earns the least share, as a symbol without a record does. */
  probe: flagOrNull,
};
const allocation = closed(allocationFields);

const drift = closed({
  /** Which way the level of R went. */
  direction: { enum: ['up', 'down'] },
  since_ms: number,
  /** When that was clear. */
  flagged_ms: number,
});

/** Of a group among others that are looked at together. */
export const barFields = {
  /** The interval of the mean R that allows for how many they are. */
  r_interval_adjusted: intervalOrNull,
  /** The interval lies wholly beside 0. */
  clears_bar: flag,
};

export const symbolRow = closed({
  symbol: text,
  /** 1 is the best score; null without one. */
  rank: numberOrNull,
  score: orNull(scoreSummary),
  expectancy: orNull(expectancy),
  /** Among the symbols of the window. */
  ...barFields,
  costs: orNull(costs),
  curve: orNull(curve),
  by_window: windowSummaries,
  router: orNull(router),
  policy: orNull(policyChange),
  allocation: orNull(allocation),
  /** Its record changed; null where no change is flagged. */
  drift: orNull(drift),
});

/** One symbol with all that the files say of it. A part whose file is not there is null. */
export type SymbolRow = FromSchema<typeof symbolRow>;

/** A change of a symbol's record: a flag that feeds nothing. */
export type DriftSummary = FromSchema<typeof drift>;
export type ScorePartWeight = FromSchema<typeof scorePartWeight>;

/** The contributions add up to the score. */
export type ScoreSummary = FromSchema<typeof scoreSummary>;

/** What a group of trades earns, and how sure that is. A rate never goes without its count. */
export type Expectancy = FromSchema<typeof expectancy>;

/** From gross to net: `net = gross − fees − funding`. Fees and funding are positive when paid. */
export type Costs = FromSchema<typeof costs>;

/** Running totals in columns of one length, at most 500 points. Drawdown is peak − total, the peak at least 0: ≥ 0. */
export type Curve = FromSchema<typeof curve>;

/** The same group in another window: `7d`, `24h`, `30d`, `last_200`. */
export type WindowSummary = FromSchema<typeof windowSummary>;
export type RouterSummary = FromSchema<typeof router>;
export type PolicySummary = FromSchema<typeof policy>;

/** The router policy now and as proposed, and why. */
export type PolicyChange = FromSchema<typeof policyChange>;

/** Shares of NAV, 0..1. */
export type AllocationSummary = FromSchema<typeof allocation>;
