import type {
  ConcurrencyTerms,
  NavCapTerms,
  PhiTerms,
  TradeCapTerms,
  WeightTerms,
} from '../../operators/allocate/allocation-terms';

/**
 * The allocation by hand, over BigInt: each number from the terms that its explanation carries and from nothing else.
 * Score, edge and caps are in 1e-9; phi, k, k′, B and up in 1e-6; weights in 1e-6.
 */

const NANO = 1_000_000_000n;
const MICRO = 1_000_000n;

/** A decimal of at most nine places as an integer of 1e-9. */
export const nano = (value: number): bigint => BigInt(value.toFixed(9).replace('.', ''));
export const micro = (value: number): bigint => BigInt(value.toFixed(6).replace('.', ''));

const floor = (a: bigint, b: bigint): bigint => (a >= 0n ? a / b : -((-a + b - 1n) / b));
const least = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a < b ? a : b));
const most = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a > b ? a : b));
const clamp = (value: bigint, low: bigint, high: bigint): bigint => least(most(value, low), high);

/** phi before quality: what the score earns, or what a probe is given. Exclusions are named by their binding. */
function earned(phi: PhiTerms): bigint {
  if (['disabled', 'not_in_universe', 'no_cap', 'no_score', 'equity_unknown'].includes(phi.binding))
    return 0n;
  if (phi.score === null || phi.edge === null) return 0n;
  if (nano(phi.edge) < nano(phi.edge_min)) return 0n;
  if (phi.count >= phi.trusted_trades && phi.known_r < phi.trusted_trades) return 0n;
  const span = nano(phi.hi) - nano(phi.lo);
  const linear = clamp(floor((nano(phi.score) - nano(phi.lo)) * MICRO, span), 0n, MICRO);
  if (phi.known_r >= phi.trusted_trades) return linear;
  const low = micro(phi.phi_min);
  const high = low + floor((MICRO - low) * BigInt(phi.known_r), BigInt(phi.trusted_trades));
  return clamp(linear, low, high);
}

export function phiOf(phi: PhiTerms): bigint {
  return floor(earned(phi) * micro(phi.quality_factor), MICRO);
}

export function weightOf(phi: PhiTerms, weight: WeightTerms): bigint {
  const raw = weight.base === null ? 0n : floor(nano(weight.base) * phiOf(phi), NANO);
  const total = micro(weight.total_raw);
  if (total === 0n) return 0n;
  return least(floor(raw * micro(weight.k), MICRO), floor(raw * micro(weight.budget), total));
}

/** g = 1 + up·(2·phi − 1), at most 1 unless the router is good or ok and the sample is trusted. */
export function growthOf(phi: PhiTerms, up: number): bigint {
  const g = MICRO + floor(micro(up) * (2n * phiOf(phi) - MICRO), MICRO);
  const trusted = phi.known_r >= phi.trusted_trades && (phi.quality === 'good' || phi.quality === 'ok');
  return trusted ? g : least(MICRO, g);
}

export function navCapOf(terms: NavCapTerms): bigint {
  const grown = floor(nano(terms.cap) * micro(terms.g), MICRO);
  return most(floor(least(grown, nano(terms.ceiling)) * micro(terms.k), MICRO), nano(terms.floor));
}

export function tradeCapOf(terms: TradeCapTerms): bigint {
  const shrunk = floor(nano(terms.current) * least(MICRO, micro(terms.g)), MICRO);
  const own = floor(shrunk * micro(terms.k), MICRO);
  return terms.max_nav === null ? own : least(own, nano(terms.max_nav));
}

export function concurrencyOf(terms: ConcurrencyTerms): bigint {
  const share = least(MICRO, 2n * micro(terms.phi));
  const product = BigInt(terms.current) * micro(terms.k) * share;
  const wanted = (product + MICRO * MICRO - 1n) / (MICRO * MICRO);
  return clamp(wanted, BigInt(terms.least), BigInt(terms.current));
}
