import type { JsonObject } from '../../model/values/json';
import { childAt, numberAt, textAt, textsAt } from '../model/json-fields';
import type { AllocationSummary } from '../model/symbol-row';

/** A symbol's weight and caps, now and as suggested; null where its row suggests no weight. */
export function allocationSummary(row: JsonObject): AllocationSummary | null {
  const suggested_weight = numberAt(row, 'suggested_weight');
  if (suggested_weight === null) return null;
  const caps = childAt(row, 'caps') ?? {};
  const suggested = childAt(row, 'suggested_caps') ?? {};
  return {
    current_weight: numberAt(row, 'current_weight'),
    suggested_weight,
    reason: textAt(row, 'reason') ?? 'unknown',
    rationale: textsAt(row, 'rationale'),
    caps: {
      max_nav_pct: numberAt(caps, 'current_max_nav_pct'),
      max_trade_nav_pct: numberAt(caps, 'current_max_trade_nav_pct'),
      max_concurrent_positions: numberAt(caps, 'current_max_concurrent_positions'),
    },
    suggested_caps: {
      max_nav_pct: numberAt(suggested, 'max_nav_pct'),
      max_trade_nav_pct: numberAt(suggested, 'max_trade_nav_pct'),
      max_concurrent_positions: numberAt(suggested, 'max_concurrent_positions'),
    },
    cap_source: textAt(row, 'cap_source'),
  };
}
