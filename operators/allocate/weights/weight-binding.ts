import { isKnownEquity } from './budget';
import { EXCLUSIONS, type PhiTerms, type WeightBinding, type WeightTerms } from './allocation-terms';

/** The one reason of a weight: what, if it were otherwise, would change it first. */
export function weightBinding(
  terms: Omit<WeightTerms, 'binding'>,
  phi: PhiTerms,
  { isShut, isTradable }: { readonly isShut: boolean; readonly isTradable: boolean },
): WeightBinding {
  if (EXCLUSION_WORDS.has(phi.binding)) return phi.binding;
  if (terms.base === null) return 'no_cap';
  if (terms.base === 0 || isShut) return 'cap_is_zero';
  if (terms.raw === 0) return phi.binding;
  if (!isKnownEquity(terms.equity_usd)) return 'equity_unknown';
  if (terms.reserved) return terms.weight === 0 ? 'cannot_probe' : 'raised_to_min_notional';
  if (!isTradable) return 'cannot_probe';
  const own = Math.min(terms.by_mode, terms.by_budget);
  if (own > 0 && own < (terms.min_weight ?? 0))
    return phi.known_r < phi.trusted_trades ? 'cannot_probe' : 'below_min_notional';
  if (phi.binding === 'probe_floor' || phi.binding === 'probe_ramp') return phi.binding;
  if (terms.by_budget < terms.by_mode) return 'budget';
  if (terms.k < 1) return 'mode';
  return phi.quality_factor < 1 ? 'router_quality' : phi.binding;
}

const EXCLUSION_WORDS: ReadonlySet<string> = new Set(EXCLUSIONS);
