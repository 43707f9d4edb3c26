import { mode } from '../core/common-schema';
import {
  closed,
  count,
  flag,
  number,
  numberOrNull,
  rate,
  rateOrNull,
  text,
} from '../../src/model/schemas/shapes';

/** A router’s health, its policy and the suggestion’s terms. */

export const routerMetrics = closed({
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

export const policy = closed({ maker_first: flag, taker_bias: number, bias_label: text, offset_bps: number });

export const policyExplanation = closed({
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
