import { closed, count, flag, number, numberOrNull, rateOrNull, text } from '../../src/model/schemas/shapes';

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
  maker_start_count: count,
  source: { enum: ['rows', 'snapshot', 'none'] },
});

/** A router’s policy. */
export const policy = closed({ maker_first: flag, taker_bias: number, bias_label: text, offset_bps: number });
