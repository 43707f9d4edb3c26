import { clamp, floorMulDiv, fromMicro, MICRO, NANO, toMicro, toNano } from '../../src/model/math/fixed';
import type { RiskMode } from '../../src/model/fund/risk-mode';
import type { Settings } from '../../src/model/fund/settings';
import type { Exclusion, PhiBinding, PhiTerms, WeightTerms } from './allocation-terms';
import type { PublishedNumbers } from './allocation-inputs';
import type { Quality } from '../router/router-class';

/**
 * How a weight is made, in integers: score and edge in 1e-9; phi, k, budget and weights in 1e-6; each
 * product exact, then floored. Each returns its terms, so that a reader can follow it by hand.
 */

/**
 * How much of its cap a candidate has earned. Without a `quality` (strategies) its factor is 1; an `exclusion`
 * leaves nothing.
 */
export function phiTerms(
  numbers: PublishedNumbers | undefined,
  quality: Quality | null,
  exclusion: Exclusion | undefined,
  settings: Settings,
): PhiTerms {
  const { edge_min, lo, hi, phi_min, trusted_trades, quality_factors } = settings.allocator;
  const { score = null, edge = null, count = 0, knownR = 0 } = numbers ?? {};
  const factor = quality === null ? 1 : quality_factors[quality];
  const span = toNano(hi) - toNano(lo);
  const linear = score === null ? 0 : floorMulDiv(clamp(toNano(score) - toNano(lo), 0, span), MICRO, span);
  const { units, binding } = earned(linear);
  const phi = floorMulDiv(units, toMicro(factor), MICRO);
  return {
    score,
    edge,
    edge_min,
    count,
    known_r: knownR,
    trusted_trades,
    lo,
    hi,
    phi_min,
    linear: fromMicro(linear),
    before_quality: fromMicro(units),
    quality,
    quality_factor: factor,
    phi: fromMicro(phi),
    binding,
  };

  function earned(line: number): { readonly units: number; readonly binding: PhiBinding } {
    if (exclusion !== undefined) return { units: 0, binding: exclusion };
    if (score === null || edge === null) return { units: 0, binding: 'no_score' };
    if (toNano(edge) < toNano(edge_min)) return { units: 0, binding: 'edge_below_min' };
    if (count >= trusted_trades && knownR < trusted_trades) return { units: 0, binding: 'no_risk_basis' };
    if (knownR < trusted_trades) {
      const least = toMicro(phi_min);
      const most = least + floorMulDiv(MICRO - least, knownR, trusted_trades);
      if (line < least) return { units: least, binding: 'probe_floor' };
      return line > most ? { units: most, binding: 'probe_ramp' } : { units: line, binding: 'score' };
    }
    return {
      units: line,
      binding: line === 0 ? 'score_below_lo' : line === MICRO ? 'score_above_hi' : 'score',
    };
  }
}

/** ⌊min(cap, ceiling)·phi⌋ in 1e-6. */
export function rawWeight(base: number | null, phi: number): number {
  return base === null ? 0 : floorMulDiv(toNano(base), toMicro(phi), NANO);
}

/** The weight: min(⌊raw·k⌋, ⌊raw·B/T⌋). */
export function weightTerms(
  base: number | null,
  phi: PhiTerms,
  totalRaw: number,
  mode: RiskMode,
  settings: Settings,
): WeightTerms {
  const { k, budget } = settings.allocator.modes[mode];
  const raw = rawWeight(base, phi.phi);
  const byMode = floorMulDiv(raw, toMicro(k), MICRO);
  const byBudget = totalRaw === 0 ? 0 : floorMulDiv(raw, toMicro(budget), totalRaw);
  const weight = Math.min(byMode, byBudget);
  return {
    base,
    phi: phi.phi,
    raw: fromMicro(raw),
    total_raw: fromMicro(totalRaw),
    mode,
    k,
    budget,
    by_mode: fromMicro(byMode),
    by_budget: fromMicro(byBudget),
    weight: fromMicro(weight),
    binding: base === null && !isExcluded(phi) ? 'no_cap' : weightBinding(raw, byMode, byBudget, k, phi),
  };
}

const EXCLUSIONS: ReadonlySet<string> = new Set<Exclusion>([
  'disabled',
  'not_in_universe',
  'not_in_registry',
]);

function isExcluded(phi: PhiTerms): boolean {
  return EXCLUSIONS.has(phi.binding);
}

// What, if it were otherwise, would change the weight first.
function weightBinding(
  raw: number,
  byMode: number,
  byBudget: number,
  k: number,
  phi: PhiTerms,
): WeightTerms['binding'] {
  if (raw === 0 || phi.binding === 'probe_floor' || phi.binding === 'probe_ramp') return phi.binding;
  if (byBudget < byMode) return 'budget';
  if (k < 1) return 'mode';
  return phi.quality_factor < 1 ? 'router_quality' : phi.binding;
}
