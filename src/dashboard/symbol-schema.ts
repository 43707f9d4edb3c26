import {
  closed,
  count,
  flag,
  intervalOrNull,
  listOf,
  mapOf,
  number,
  numberOrNull,
  orNull,
  text,
  textOrNull,
  texts,
} from '../model/schemas/shapes';

/** The JSON Schema of a `SymbolRow` and its parts. */

export const expectancy = closed({
  count,
  wins: count,
  losses: count,
  flats: count,
  hit_rate: numberOrNull,
  hit_rate_interval: intervalOrNull,
  expectancy: numberOrNull,
  net_pnl_usd: numberOrNull,
  known_r: count,
  avg_r: numberOrNull,
  r_interval: intervalOrNull,
  drawdown_aware_r: numberOrNull,
  edge: numberOrNull,
  payoff: numberOrNull,
  profit_factor: numberOrNull,
  max_drawdown_r: numberOrNull,
  longest_losing_streak: numberOrNull,
});

export const costs = closed({
  count,
  gross_pnl_usd: numberOrNull,
  fees_usd: numberOrNull,
  funding_usd: numberOrNull,
  net_pnl_usd: numberOrNull,
  fee_flips: numberOrNull,
  mean_slippage_bps: numberOrNull,
  mean_fee_bps: numberOrNull,
});

const column = { type: 'array', items: number, maxItems: 500 };
export const curve = closed({ ts_ms: column, cum_r: column, drawdown_r: column, cum_net_usd: column });
export const windowSummaries = listOf(
  closed({ window: text, count, avg_r: numberOrNull, net_pnl_usd: numberOrNull }),
);

const router = closed({
  quality: text,
  regime: text,
  maker_fill_rate: numberOrNull,
  fallback_rate: numberOrNull,
  slippage_p50: numberOrNull,
  slippage_p95: numberOrNull,
  mean_slippage_bps: numberOrNull,
  mean_fee_bps: numberOrNull,
  ack_latency_p50_ms: numberOrNull,
  ack_latency_p95_ms: numberOrNull,
  sample_count: count,
  source: text,
});

const policy = closed({ maker_first: flag, taker_bias: number, bias_label: text, offset_bps: number });
const policyChange = closed({
  current: policy,
  proposed: policy,
  changes: flag,
  rationale: texts,
  out_of_bounds: texts,
});

const caps = closed({
  max_nav_pct: numberOrNull,
  max_trade_nav_pct: numberOrNull,
  max_concurrent_positions: numberOrNull,
});

export const allocationFields = {
  current_weight: numberOrNull,
  suggested_weight: number,
  reason: text,
  rationale: texts,
  caps,
  suggested_caps: caps,
  cap_source: textOrNull,
};

export const symbolRow = closed({
  symbol: text,
  rank: numberOrNull,
  score: orNull(
    closed({ score: number, contributions: mapOf(number), components: mapOf(number), priors: texts }),
  ),
  expectancy: orNull(expectancy),
  costs: orNull(costs),
  curve: orNull(curve),
  by_window: windowSummaries,
  router: orNull(router),
  policy: orNull(policyChange),
  allocation: orNull(closed(allocationFields)),
});
