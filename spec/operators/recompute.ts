import type {
  ConcurrencyTerms,
  NavCapTerms,
  PhiTerms,
  TradeCapTerms,
  WeightTerms,
} from '../../operators/allocate/weights/allocation-terms';

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
const min = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a < b ? a : b));
const most = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a > b ? a : b));
const clamp = (value: bigint, low: bigint, high: bigint): bigint => min(most(value, low), high);

/** phi before quality: what the score earns, or what a probe is given. Exclusions are named by their binding. */
function earned(phi: PhiTerms): bigint {
  if (['disabled', 'not_in_universe', 'not_in_registry', 'no_score'].includes(phi.binding)) return 0n;
  if (phi.score === null || phi.edge === null || phi.edge_usd === null) return 0n;
  if (nano(phi.edge) < nano(phi.edge_min) || nano(phi.edge_usd) < nano(phi.edge_min)) return 0n;
  const asked = phi.count - phi.dust_unknown_r;
  if (asked >= phi.trusted_trades && phi.known_r < phi.trusted_trades) return 0n;
  if (phi.usd_losing) return 0n;
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

/** ⌈min_notional/equity⌉ in 1e-6; 0 where there is none. */
export function minWeightOf({ min_notional_usd: least, equity_usd: equity }: WeightTerms): bigint {
  if (least === null || equity === null || equity <= 0) return 0n;
  return (nano(least) * MICRO + nano(equity) - 1n) / nano(equity);
}

function rawOf(phi: PhiTerms, weight: WeightTerms): bigint {
  if (weight.base === null || weight.binding === 'cap_is_zero') return 0n;
  return floor(nano(weight.base) * phiOf(phi), NANO);
}

export function weightOf(phi: PhiTerms, weight: WeightTerms): bigint {
  const raw = rawOf(phi, weight);
  const least = minWeightOf(weight);
  if (weight.reserved) return least <= floor(nano(weight.base ?? 0) * micro(weight.k), NANO) ? least : 0n;
  const total = micro(weight.total_raw);
  if (total === 0n) return 0n;
  const left = most(0n, micro(weight.budget) - micro(weight.reserved_total));
  const own = min(floor(raw * micro(weight.k), MICRO), floor(raw * left, total));
  const isPlaceable = weight.trade_cap === null || least * 1000n <= nano(weight.trade_cap);
  return own >= least && isPlaceable ? own : 0n;
}

/** For which rows the minimum order is set aside, and what is left of the budget for how much raw weight of the others. */
export function reservedIn(rows: readonly { readonly phi: PhiTerms; readonly weight: WeightTerms }[]) {
  const all = rows.map(({ phi, weight }) => ({ phi, weight, raw: rawOf(phi, weight) }));
  const reserved = new Set<(typeof all)[number]>();
  for (;;) {
    const others = all.filter((row) => !reserved.has(row));
    const total = others.reduce((sum, { raw }) => sum + raw, 0n);
    const joining = others.filter(({ weight, raw }) => {
      const least = minWeightOf(weight);
      const rights = least === 0n ? 0n : micro(weight.reservable) / least;
      const left = most(0n, micro(weight.budget) - least * BigInt(reserved.size));
      const own = min(floor(raw * micro(weight.k), MICRO), total === 0n ? 0n : floor(raw * left, total));
      return raw > 0n && weight.rank !== null && BigInt(weight.rank) <= rights && own < least;
    });
    if (joining.length === 0) return { of: all.map((row) => reserved.has(row)), size: reserved.size, total };
    for (const row of joining) reserved.add(row);
  }
}

/** 2·phi below ½, then 1 + up·(2·phi − 1), at most 1 unless the router is good or ok and the sample is trusted. */
export function growthOf(phi: PhiTerms, up: number): bigint {
  const twice = 2n * phiOf(phi);
  if (twice < MICRO) return twice;
  const g = MICRO + floor(micro(up) * (twice - MICRO), MICRO);
  const trusted = phi.known_r >= phi.trusted_trades && (phi.quality === 'good' || phi.quality === 'ok');
  return trusted ? g : min(MICRO, g);
}

export function navCapOf(terms: NavCapTerms): bigint {
  const grown = floor(nano(terms.cap) * micro(terms.g), MICRO);
  const scaled = floor(min(grown, nano(terms.ceiling)) * micro(terms.k), MICRO);
  return most(scaled, nano(terms.weight), nano(terms.floor));
}

export function tradeCapOf(terms: TradeCapTerms): bigint {
  const shrunk = floor(nano(terms.current) * min(MICRO, micro(terms.g)), MICRO);
  const scaled = floor(shrunk * micro(terms.k), MICRO);
  const own = most(scaled, min(nano(terms.weight), nano(terms.current)));
  return terms.max_nav === null ? own : min(own, nano(terms.max_nav));
}

export function concurrencyOf(terms: ConcurrencyTerms): bigint {
  const share = min(MICRO, 2n * micro(terms.phi));
  const product = BigInt(terms.current) * micro(terms.k) * share;
  const wanted = (product + MICRO * MICRO - 1n) / (MICRO * MICRO);
  return clamp(wanted, BigInt(terms.least), BigInt(terms.current));
}
