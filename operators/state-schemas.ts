import { RISK_MODES } from '../src/model/risk-mode';
import {
  closed,
  count,
  flag,
  intervalOrNull,
  number,
  numberOrNull,
  rate,
  rateOrNull,
  text,
  textOrNull,
  texts,
} from '../src/model/schemas/shapes';
import { METRICS } from './metrics/registry';
import { QUALITIES, ROUTER_REGIMES } from './router-class';
import { SCORE_PARTS } from './scores/registry';
import type { StateFiles } from './state-files';

/** The JSON Schema of each state file. Every published file is validated against its own. */

const mode = { enum: RISK_MODES } as const;
const quality = { enum: QUALITIES } as const;
const listOf = (items: object) => ({ type: 'array', items });
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });

const metadata = closed({ events_digest: text, config_digest: text, complete: flag, warnings: texts });

const header = {
  generated_ts: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00$' },
  updated_ts: number,
  as_of: text,
  window: text,
  lookback_days: numberOrNull,
};

function group(optional: Readonly<Record<string, object>>): object {
  const base = closed({ ...METRICS.fields, reasons: mapOf(text) });
  return { ...base, properties: { ...base.properties, ...optional } };
}

const curve = {
  type: 'array',
  maxItems: 500,
  items: { type: 'array', items: number, minItems: 3, maxItems: 3 },
};
const barred = group({ r_interval_adjusted: intervalOrNull, clears_bar: flag });
const plain = group({});

const windowGroups = {
  sample_count: count,
  symbols: mapOf(group({ curve })),
  strategies: mapOf(plain),
  symbol_strategies: mapOf(plain),
  regimes: mapOf(barred),
  hours: { type: 'object', propertyNames: { pattern: '^(1?[0-9]|2[0-3])$' }, additionalProperties: barred },
  policy_qualities: mapOf(plain),
  taker_biases: mapOf(plain),
};

const tally = closed({ hits: count, rows: count });
const parts = closed(Object.fromEntries(SCORE_PARTS.map((part) => [part.name, rate])));

const inputs = closed({
  count,
  wins: count,
  edge: rate,
  gain_r: number,
  loss_r: number,
  mean_fee_bps: numberOrNull,
  mean_slippage_bps: numberOrNull,
  maker_fill: tally,
  fallback: tally,
  clean_fill: tally,
  slippage_p95: numberOrNull,
  ack_latency_p95_ms: numberOrNull,
  volatility_scale: numberOrNull,
  vol_regime: textOrNull,
});

const scored = { score: rate, components: parts, contributions: parts, priors: texts, inputs };

const account = closed({
  equity_usd: numberOrNull,
  equity_ts: numberOrNull,
  peak_equity_usd: numberOrNull,
  drawdown_pct: numberOrNull,
  drawdown_source: { enum: ['nav', 'peak', 'risk_snapshot', 'worst_symbol', 'none'] },
  risk_mode: mode,
  reasons: texts,
  weights: orNull(mapOf(numberOrNull)),
});

const routerMetrics = closed({
  maker_fill_rate: rateOrNull,
  fallback_rate: rateOrNull,
  slippage_p50: numberOrNull,
  slippage_p95: numberOrNull,
  ack_latency_p50_ms: numberOrNull,
  ack_latency_p95_ms: numberOrNull,
  mean_fee_bps: numberOrNull,
  mean_slippage_bps: numberOrNull,
  unfilled_maker_share: rateOrNull,
  sample_count: count,
  maker_start_count: count,
  source: { enum: ['rows', 'snapshot', 'none'] },
});

const policy = closed({ maker_first: flag, taker_bias: number, bias_label: text, offset_bps: number });

const policyExplanation = closed({
  risk_mode: mode,
  bias: closed({
    current: number,
    maker_rows: count,
    taker_rows: count,
    maker_cost_bps: numberOrNull,
    taker_cost_bps: numberOrNull,
    advantage_bps: numberOrNull,
    standard_error_bps: numberOrNull,
    threshold_bps: numberOrNull,
    step: number,
    step_share: rate,
    low: number,
    high: number,
    proposed: number,
    binding: text,
  }),
  offset: closed({
    current: number,
    rows: count,
    filled: count,
    fill_rate: rate,
    target: rate,
    gap: number,
    standard_error: number,
    step: number,
    step_share: rate,
    low: number,
    high: number,
    proposed: number,
    binding: text,
  }),
  maker_first: closed({ current: flag, slippage_rows: count, proposed: flag, binding: text }),
  expected_cost_bps: closed({ current: numberOrNull, proposed: numberOrNull }),
});

const phi = closed({
  score: rateOrNull,
  edge: rateOrNull,
  edge_min: rate,
  count,
  known_r: count,
  trusted_trades: count,
  lo: rate,
  hi: rate,
  phi_min: rate,
  linear: rate,
  before_quality: rate,
  quality: orNull(quality),
  quality_factor: rate,
  phi: rate,
  binding: text,
});

const weight = closed({
  base: numberOrNull,
  phi: rate,
  raw: number,
  total_raw: number,
  mode,
  k: rate,
  budget: rate,
  by_mode: number,
  by_budget: number,
  weight: rateOrNull,
  binding: text,
});

const navCap = closed({
  cap: number,
  g: number,
  ceiling: number,
  k: rate,
  floor: number,
  value: number,
  binding: text,
});
const tradeCap = closed({
  current: number,
  g: number,
  k: rate,
  max_nav: numberOrNull,
  value: number,
  binding: text,
});
const concurrency = closed({ current: count, k: rate, phi: rate, least: count, value: count, binding: text });

const rowExpectancy = {
  avg_r: numberOrNull,
  hit_rate: rateOrNull,
  expectancy: numberOrNull,
  count,
  edge: rateOrNull,
  drawdown_aware_r: numberOrNull,
  r_interval: intervalOrNull,
};

const allocationRow = closed({
  symbol: text,
  score: rateOrNull,
  expectancy: closed({ ...rowExpectancy, regime: { enum: ROUTER_REGIMES } }),
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
  reason: text,
  explanation: closed({
    phi,
    weight,
    max_nav: orNull(navCap),
    max_trade_nav: orNull(tradeCap),
    max_concurrent: orNull(concurrency),
  }),
  rationale: texts,
});

const strategyRow = closed({
  strategy: text,
  score: rateOrNull,
  expectancy: closed(rowExpectancy),
  capacity_usd: numberOrNull,
  base_cap: numberOrNull,
  suggested_weight: rateOrNull,
  current_max_concurrent: numberOrNull,
  suggested_max_concurrent: numberOrNull,
  reason: text,
  explanation: closed({ phi, weight, max_concurrent: orNull(concurrency) }),
  rationale: texts,
});

function file(name: string, title: string, properties: Readonly<Record<string, object>>): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${name}.schema.json`,
    title,
    ...closed({ ...header, ...properties, metadata }),
  };
}

export const STATE_SCHEMAS: {
  readonly [K in keyof StateFiles]: object & { readonly standsFor?: StateFiles[K] };
} = {
  expectancy: file('expectancy_v6', 'Expectancy net of costs, by group and window', {
    lookback_hours: numberOrNull,
    ...windowGroups,
    windows: mapOf(closed(windowGroups)),
  }),
  scores: file(
    'symbol_scores_v6',
    'Score of each symbol and strategy with its contributions, and the account',
    {
      symbols: listOf(closed({ symbol: text, ...scored })),
      strategies: listOf(closed({ strategy: text, ...scored })),
      weights: parts,
      pooled: closed({ maker_fill: tally, fallback: tally, clean_fill: tally }),
      account,
    },
  ),
  suggestions: file('router_policy_suggestions_v6', 'Suggested router policy of each symbol', {
    symbols: listOf(
      closed({
        symbol: text,
        regime: { enum: ROUTER_REGIMES },
        quality,
        metrics: routerMetrics,
        current_policy: policy,
        proposed_policy: policy,
        out_of_bounds: texts,
        explanation: policyExplanation,
        rationale: texts,
      }),
    ),
  }),
  allocation: file('risk_allocation_suggestions_v6', 'Suggested share of NAV and caps of each symbol', {
    global: closed({
      current_equity_usd: numberOrNull,
      current_drawdown_pct: numberOrNull,
      risk_mode: mode,
      reasons: texts,
      total_weight: rate,
      cash_weight: rate,
      budget: rate,
    }),
    symbols: listOf(allocationRow),
    strategies: listOf(strategyRow),
  }),
};
