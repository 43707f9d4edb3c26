import {
  clamp,
  floorMulDiv,
  fromMicro,
  fromNano,
  MICRO,
  toMicro,
  toNano,
} from '../../../src/model/math/fixed';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import type { Settings } from '../../../src/model/fund/settings';
import type { ConcurrencyTerms, NavCapTerms, PhiTerms, TradeCapTerms } from './allocation-terms';

/**
 * How caps grow and shrink, in integers: caps in 1e-9; phi and k in 1e-6; each product exact, then floored.
 * Each returns its terms, so that a reader can follow it by hand.
 */

/** What an advised weight asks of the caps beside it, and what scales them. */
interface CapScale {
  /** In 1e-6. */
  readonly g: number;
  readonly weight: number;
  readonly mode: RiskMode;
}

/**
 * 2·phi below ½; from there 1 + up·(2·phi − 1), at most 1 unless the router is good or ok and the sample is trusted.
 * In 1e-6.
 */
export function growth(
  phi: Pick<PhiTerms, 'phi' | 'known_r' | 'trusted_trades' | 'quality'>,
  settings: Settings,
): number {
  const twice = 2 * toMicro(phi.phi);
  if (twice < MICRO) return twice;
  const g = MICRO + floorMulDiv(toMicro(settings.allocator.up), twice - MICRO, MICRO);
  const trusted = phi.known_r >= phi.trusted_trades && (phi.quality === 'good' || phi.quality === 'ok');
  return trusted ? g : Math.min(MICRO, g);
}

/** max(min(cap·g, ceiling)·k′, w, min(min_cap, cap, ceiling)). */
export function navCapTerms(
  cap: number,
  ceiling: number,
  { g, weight, mode }: CapScale,
  settings: Settings,
): NavCapTerms {
  const k = settings.allocator.modes[mode].cap_k;
  const grown = floorMulDiv(toNano(cap), g, MICRO);
  const held = Math.min(grown, toNano(ceiling));
  const scaled = floorMulDiv(held, toMicro(k), MICRO);
  const floor = Math.min(toNano(settings.allocator.min_cap), toNano(cap), toNano(ceiling));
  const value = Math.max(scaled, toNano(weight), floor);
  return {
    cap,
    g: fromMicro(g),
    ceiling,
    k,
    weight,
    floor: fromNano(floor),
    value: fromNano(value),
    binding:
      scaled < value ? (toNano(weight) === value ? 'weight' : 'floor') : grown > held ? 'ceiling' : 'growth',
  };
}

/** min(max(current·min(1, g)·k′, min(w, current)), max_nav′). */
export function tradeCapTerms(
  current: number,
  maxNav: number | null,
  { g, weight, mode }: CapScale,
  settings: Settings,
): TradeCapTerms {
  const k = settings.allocator.modes[mode].cap_k;
  const held = Math.min(MICRO, g);
  const scaled = floorMulDiv(floorMulDiv(toNano(current), held, MICRO), toMicro(k), MICRO);
  const own = Math.max(scaled, Math.min(toNano(weight), toNano(current)));
  const limit = maxNav === null ? Infinity : toNano(maxNav);
  return {
    current,
    g: fromMicro(held),
    k,
    weight,
    max_nav: maxNav,
    value: fromNano(Math.min(own, limit)),
    binding: limit < own ? 'max_nav' : scaled < own ? 'weight' : 'growth',
  };
}

/** clamp(⌈N·k′·min(1, 2·phi)⌉, min(configured least, N), N). */
export function concurrencyTerms(
  current: number,
  phi: number,
  mode: RiskMode,
  settings: Settings,
): ConcurrencyTerms {
  const k = settings.allocator.modes[mode].cap_k;
  const share = Math.min(MICRO, 2 * toMicro(phi));
  const scale = BigInt(MICRO) * BigInt(MICRO);
  const wanted = Number((BigInt(current) * BigInt(toMicro(k)) * BigInt(share) + scale - 1n) / scale);
  const least = Math.min(settings.allocator.min_concurrent, current);
  const value = clamp(wanted, least, current);
  return {
    current,
    k,
    phi,
    least,
    value,
    binding: value > wanted ? 'least' : share < MICRO ? 'phi' : 'mode',
  };
}
