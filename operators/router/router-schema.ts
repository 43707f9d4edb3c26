import { closed, count, flag, number, numberOrNull, rateOrNull, text } from '../../src/model/schemas/shapes';

// How many rows carry each field; of slippage and fee, how many fills do.
const carriers = closed({
  maker_start: count,
  is_maker_final: count,
  used_fallback: count,
  slippage: count,
  fee: count,
  ack_latency: count,
  result: count,
});

/** A router’s metrics. */
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
  rows: count,
  filled: count,
  fill_rate: rateOrNull,
  implausible: count,
  maker_start_count: count,
  carriers,
  source: { enum: ['rows', 'snapshot', 'none'] },
});

/** A router’s policy. */
export const policy = closed({ maker_first: flag, taker_bias: number, bias_label: text, offset_bps: number });
