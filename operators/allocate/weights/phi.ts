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
  const { edge_min, lo, hi, phi_min, trusted_trades } = settings.allocator;
  const { score = null, count = 0, knownR = 0 } = numbers ?? {};
  const scale = new PhiScale(settings);
  const linear = score === null ? 0 : scale.linear(toNano(score));
  const nothing = exclusion ?? lackOf(numbers, settings);
  const units = nothing === undefined ? scale.earned(linear, knownR) : 0;
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
    quality_factor: quality === null ? 1 : settings.allocator.quality_factors[quality],
    phi: fromMicro(scale.phi(units, quality)),
    binding: nothing ?? earnedBinding(linear, units, knownR, settings),
  };
}

/** Why the numbers give no share at all, whatever the score. */
export function lackOf(numbers: RecordNumbers | undefined, settings: Settings): PhiBinding | undefined {
  const { edge_min, trusted_trades } = settings.allocator;
  if (numbers === undefined || numbers.score === null || numbers.edge === null || numbers.edgeUsd === null)
    return 'no_score';
  if (toNano(numbers.edge) < toNano(edge_min)) return 'edge_below_min';
  if (toNano(numbers.edgeUsd) < toNano(edge_min)) return 'usd_edge_below_min';
  if (numbers.count - numbers.dustUnknownR >= trusted_trades && numbers.knownR < trusted_trades)
    return 'no_risk_basis';
  return numbers.usdLosing ? 'usd_losing' : undefined;
}

/** How phi follows from a score and a sample that lack nothing, in integers of 1e-6. */
export class PhiScale {
  private readonly lo: number;
  private readonly span: number;
  private readonly least: number;
  private readonly trusted: number;
  private readonly factors: Readonly<Record<Quality, number>>;

  constructor({ allocator }: Settings) {
    const { lo, hi, phi_min, trusted_trades, quality_factors } = allocator;
    const { good, ok, degraded, unknown, broken } = quality_factors;
    this.factors = {
      good: toMicro(good),
      ok: toMicro(ok),
      degraded: toMicro(degraded),
      unknown: toMicro(unknown),
      broken: toMicro(broken),
    };
    this.lo = toNano(lo);
    this.span = toNano(hi) - this.lo;
    this.least = toMicro(phi_min);
    this.trusted = trusted_trades;
  }

  /** The line from lo to hi at a score in 1e-9. */
  linear(score: number): number {
    return floorMulDiv(clamp(score - this.lo, 0, this.span), MICRO, this.span);
  }

  /** Of a small sample at least phi_min, at most what the sample is trusted for. */
  earned(linear: number, knownR: number): number {
    if (knownR >= this.trusted) return linear;
    const { least } = this;
    return clamp(linear, least, least + floorMulDiv(MICRO - least, knownR, this.trusted));
  }

  /** What is left of it with a router of this quality. */
  phi(earned: number, quality: Quality | null): number {
    return quality === null ? earned : floorMulDiv(earned, this.factors[quality], MICRO);
  }
}

/** What bound what a candidate has earned, of those that lack nothing. */
export function earnedBinding(
  linear: number,
  units: number,
  knownR: number,
  { allocator: { trusted_trades } }: Settings,
): PhiBinding {
  if (linear < units) return 'probe_floor';
  if (linear > units) return 'probe_ramp';
  if (knownR < trusted_trades) return 'score';
  return linear === 0 ? 'score_below_lo' : linear === MICRO ? 'score_above_hi' : 'score';
}
