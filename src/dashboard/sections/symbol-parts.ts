import type { JsonObject } from '../../model/values/json';
import { isProbe } from '../../model/fund/advice';
import { childAt, flagAt, numberAt, textAt, textsAt } from '../model/json-fields';
import { readFields } from '../model/read-fields';
import {
  capFields,
  costFields,
  routerFields,
  scoreTerms,
  type AllocationSummary,
  type Costs,
  type DriftSummary,
  type PolicyChange,
  type PolicySummary,
  type RouterSummary,
  type ScoreSummary,
} from '../model/symbol-row';

/** The parts of a symbol's row, each from the row of its file. */

/** A score with its contributions; null where the row has none. */
export function scoreSummary(row: JsonObject): ScoreSummary | null {
  const score = numberAt(row, 'score');
  return score === null ? null : { score, ...readFields(scoreTerms, row) };
}

/** The change that a symbol's record is flagged for; null where the flag is not whole. */
export function driftSummary(flag: JsonObject): DriftSummary | null {
  const direction = textAt(flag, 'direction');
  const [since_ms, flagged_ms] = [numberAt(flag, 'since_ts'), numberAt(flag, 'flagged_ts')];
  if ((direction !== 'up' && direction !== 'down') || since_ms === null || flagged_ms === null) return null;
  return { direction, since_ms, flagged_ms };
}

/** From gross to net of a group, and beside it what its router rows say of slippage and fees. */
export function costsSummary(group: JsonObject, metrics: JsonObject = {}): Costs {
  return {
    ...readFields(costFields, group),
    mean_slippage_bps: numberAt(metrics, 'mean_slippage_bps'),
    mean_fee_bps: numberAt(metrics, 'mean_fee_bps'),
  };
}

/** A symbol's router health, from its row of `router_policy_suggestions_v6.json`. */
export function routerSummary(row: JsonObject): RouterSummary {
  const metrics = childAt(row, 'metrics') ?? {};
  return {
    quality: textAt(row, 'quality') ?? 'unknown',
    regime: textAt(row, 'regime') ?? 'unknown',
    ...readFields(routerFields, metrics),
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

/** A symbol's weight and caps, now and as suggested; null where its row suggests no weight. */
export function allocationSummary(row: JsonObject): AllocationSummary | null {
  const suggested_weight = numberAt(row, 'suggested_weight');
  if (suggested_weight === null) return null;
  const caps = childAt(row, 'caps') ?? {};
  return {
    current_weight: numberAt(row, 'current_weight'),
    suggested_weight,
    suggested_size_usd: numberAt(row, 'suggested_size_usd'),
    min_notional_usd: numberAt(row, 'min_notional_usd'),
    reason: textAt(row, 'reason') ?? 'unknown',
    rationale: textsAt(row, 'rationale'),
    caps: {
      max_nav_pct: numberAt(caps, 'current_max_nav_pct'),
      max_trade_nav_pct: numberAt(caps, 'current_max_trade_nav_pct'),
      max_concurrent_positions: numberAt(caps, 'current_max_concurrent_positions'),
    },
    suggested_caps: readFields(capFields, childAt(row, 'suggested_caps') ?? {}),
    cap_source: textAt(row, 'cap_source'),
    ceiling: numberAt(row, 'ceiling'),
    probe: probeFlag(row),
  };
}

// Null where the row does not hold the terms of its weight.
function probeFlag(row: JsonObject): boolean | null {
  const phi = childAt(childAt(row, 'explanation'), 'phi') ?? {};
  const known_r = numberAt(phi, 'known_r');
  const trusted_trades = numberAt(phi, 'trusted_trades');
  const before_quality = numberAt(phi, 'before_quality');
  const phi_min = numberAt(phi, 'phi_min');
  return known_r === null || trusted_trades === null || before_quality === null || phi_min === null
    ? null
    : isProbe({ known_r, trusted_trades, before_quality, phi_min });
}
