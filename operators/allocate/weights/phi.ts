import { clamp, floorMulDiv, fromMicro, MICRO, toMicro, toNano } from '../../../src/model/math/fixed';
import type { Settings } from '../../../src/model/fund/settings';
import type { Exclusion, PhiBinding, PhiTerms } from './allocation-terms';
import type { Quality } from '../../router/router-class';

/** What phi is made of: the numbers of a symbol or strategy, as published. A null was not said. */
export interface RecordNumbers {
  readonly score: number | null;
  readonly edge: number | null;
  readonly edgeUsd: number | null;
  readonly count: number;
  readonly knownR: number;
  readonly dustUnknownR: number;
  readonly usdLosing: boolean;
}

/**
 * How much of its cap a candidate has earned, in integers: score and edges in 1e-9, phi in 1e-6, each product exact,
 * then floored. Without a `quality` (strategies) its factor is 1; an `exclusion` leaves nothing.
 */
export function phiTerms(
  numbers: RecordNumbers | undefined,
  quality: Quality | null,
  exclusion: Exclusion | undefined,
  settings: Settings,
): PhiTerms {
  const { edge_min, lo, hi, phi_min, trusted_trades, quality_factors } = settings.allocator;
  const { score = null, count = 0, knownR = 0 } = numbers ?? {};
  const factor = quality === null ? 1 : quality_factors[quality];
  const span = toNano(hi) - toNano(lo);
  const linear = score === null ? 0 : floorMulDiv(clamp(toNano(score) - toNano(lo), 0, span), MICRO, span);
  const nothing = exclusion ?? lackOf(numbers, settings);
  const { units, binding } =
    nothing === undefined ? earned(linear, knownR, settings) : { units: 0, binding: nothing };
  return {
    score,
    edge: numbers?.edge ?? null,
    edge_usd: numbers?.edgeUsd ?? null,
    edge_min,
    count,
    known_r: knownR,
    dust_unknown_r: numbers?.dustUnknownR ?? 0,
    usd_losing: numbers?.usdLosing ?? false,
    trusted_trades,
    lo,
    hi,
    phi_min,
    linear: fromMicro(linear),
    before_quality: fromMicro(units),
    quality,
    quality_factor: factor,
    phi: fromMicro(floorMulDiv(units, toMicro(factor), MICRO)),
    binding,
  };
}

const LACKS: ReadonlySet<PhiBinding> = new Set<PhiBinding>([
  ...(['edge_below_min', 'usd_edge_below_min', 'no_risk_basis', 'usd_losing'] as const),
]);

/** The trades themselves leave nothing, whatever the score: such a candidate neither shares nor ranks. */
export function isLacking({ binding }: PhiTerms): boolean {
  return LACKS.has(binding);
}

// Why the numbers give no share at all, whatever the score.
function lackOf(numbers: RecordNumbers | undefined, settings: Settings): PhiBinding | undefined {
  const { edge_min, trusted_trades } = settings.allocator;
  if (numbers === undefined || numbers.score === null || numbers.edge === null || numbers.edgeUsd === null)
    return 'no_score';
  if (toNano(numbers.edge) < toNano(edge_min)) return 'edge_below_min';
  if (toNano(numbers.edgeUsd) < toNano(edge_min)) return 'usd_edge_below_min';
  if (numbers.count - numbers.dustUnknownR >= trusted_trades && numbers.knownR < trusted_trades)
    return 'no_risk_basis';
  return numbers.usdLosing ? 'usd_losing' : undefined;
}

// The line from lo to hi; of a small sample at least phi_min, at most what the sample is trusted for.
function earned(
  line: number,
  knownR: number,
  { allocator: { phi_min, trusted_trades } }: Settings,
): { readonly units: number; readonly binding: PhiBinding } {
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
