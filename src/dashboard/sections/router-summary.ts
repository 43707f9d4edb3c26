import type { JsonObject } from '../../model/values/json';
import { childAt, countAt, flagAt, numberAt, textAt, textsAt } from '../model/json-fields';
import type { PolicyChange, PolicySummary, RouterSummary } from '../model/symbol-row';

/** A symbol's router health, from its row of `router_policy_suggestions_v6.json`. */
export function routerSummary(row: JsonObject): RouterSummary {
  const metrics = childAt(row, 'metrics') ?? {};
  return {
    quality: textAt(row, 'quality') ?? 'unknown',
    regime: textAt(row, 'regime') ?? 'unknown',
    maker_fill_rate: numberAt(metrics, 'maker_fill_rate'),
    fallback_rate: numberAt(metrics, 'fallback_rate'),
    slippage_p50: numberAt(metrics, 'slippage_p50'),
    slippage_p95: numberAt(metrics, 'slippage_p95'),
    mean_slippage_bps: numberAt(metrics, 'mean_slippage_bps'),
    mean_fee_bps: numberAt(metrics, 'mean_fee_bps'),
    ack_latency_p50_ms: numberAt(metrics, 'ack_latency_p50_ms'),
    ack_latency_p95_ms: numberAt(metrics, 'ack_latency_p95_ms'),
    sample_count: countAt(metrics, 'sample_count'),
    source: textAt(metrics, 'source') ?? 'none',
  };
}

/** The policy now and as proposed; null where the row lacks one of the two. */
export function policyChange(row: JsonObject): PolicyChange | null {
  const current = policySummary(childAt(row, 'current_policy'));
  const proposed = policySummary(childAt(row, 'proposed_policy'));
  if (current === null || proposed === null) return null;
  return {
    current,
    proposed,
    changes:
      current.maker_first !== proposed.maker_first ||
      current.taker_bias !== proposed.taker_bias ||
      current.offset_bps !== proposed.offset_bps,
    rationale: textsAt(row, 'rationale'),
    out_of_bounds: textsAt(row, 'out_of_bounds'),
  };
}

function policySummary(policy: JsonObject | undefined): PolicySummary | null {
  if (policy === undefined) return null;
  const maker_first = flagAt(policy, 'maker_first');
  const taker_bias = numberAt(policy, 'taker_bias');
  const offset_bps = numberAt(policy, 'offset_bps');
  if (maker_first === null || taker_bias === null || offset_bps === null) return null;
  return { maker_first, taker_bias, bias_label: textAt(policy, 'bias_label') ?? '', offset_bps };
}
