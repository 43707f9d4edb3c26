/** What the stages need of the fund's configs: the universe, caps as fractions, stops, the registry. */
import { first, get, isObj, named, num, type Obj, str, symbolOf } from './json';

function plain(x: unknown): string | null {
  const text = typeof x === 'string' ? x.trim() : '';
  return text === '' ? null : text;
}

export function universeOf(universe: unknown): Map<string, Obj> {
  return named(get(universe, 'universe'), ['symbol'], symbolOf);
}

export function isEnabled(entry: unknown): boolean {
  return entry !== undefined && get(entry, 'enabled') !== false;
}

/** `*_nav_pct` and `*_share_cap_pct`: above 1 is percent. A negative cap does not exist. */
function fraction(x: unknown): number | null {
  const value = num(x);
  if (value === null || value < 0) return null;
  return value > 1 ? value / 100 : value;
}

export interface Caps {
  readonly nav: number | null;
  readonly ceiling: number | null;
  readonly trade: number | null;
  readonly concurrent: number | null;
}

export function capsOf(symbol: string, limits: unknown, entry: unknown): Caps {
  const global = get(limits, 'global');
  const tierName = str(get(entry, 'tier'));
  const tier = tierName === null ? undefined : get(get(global, 'tiers'), tierName);
  const own = named(get(limits, 'per_symbol'), ['symbol'], symbolOf).get(symbol);
  const places = [own, get(entry, 'caps'), tier, global];
  const lookup = (key: string, read: (x: unknown) => number | null): number | null => {
    for (const place of places) {
      const value = read(get(place, key));
      if (value !== null) return value;
    }
    return null;
  };
  const tierCap = fraction(get(tier, 'per_symbol_nav_pct'));
  const shareCap = fraction(get(global, 'symbol_notional_share_cap_pct'));
  const ceilings = [tierCap, shareCap].flatMap((cap) => (cap === null ? [] : [cap]));
  const nav =
    fraction(get(own, 'max_nav_pct')) ??
    fraction(get(get(entry, 'caps'), 'max_nav_pct')) ??
    fraction(get(tier, 'max_nav_pct')) ??
    tierCap ??
    fraction(get(global, 'max_nav_pct')) ??
    shareCap;
  return {
    nav,
    ceiling: ceilings.length === 0 ? null : Math.min(...ceilings),
    trade: lookup('max_trade_nav_pct', fraction),
    concurrent: lookup('max_concurrent_positions', (x) => {
      const n = num(x);
      return n === null || n < 0 ? null : Math.floor(n);
    }),
  };
}

/** Stops in percent by strategy. */
export function stopsOf(strategies: unknown): Map<string, number> {
  const stops = new Map<string, number>();
  for (const [id, entry] of named(get(strategies, 'strategies'), ['id'], plain)) {
    const params = get(entry, 'params');
    for (const place of [get(params, 'risk'), params, entry]) {
      const stop = num(get(place, 'fixed_sl_pct'));
      if (stop === null || stop <= 0) continue;
      stops.set(id, stop);
      break;
    }
  }
  return stops;
}

export function registryOf(registry: unknown): Map<string, Obj> {
  const inner = get(registry, 'strategies');
  const source = isObj(inner) || Array.isArray(inner) ? inner : registry;
  return named(source, ['id', 'strategy_id', 'name'], plain);
}

/** Σ|qty · mark| / equity by symbol; a symbol with an incomplete position has none. */
export function currentWeights(positions: unknown, equity: number | null): Map<string, number> {
  const sizes = new Map<string, number>();
  if (equity === null || equity <= 0) return sizes;
  const items = Array.isArray(positions) ? positions : first(positions, ['positions', 'items']);
  const broken = new Set<string>();
  for (const item of Array.isArray(items) ? items : []) {
    const position: unknown = item;
    const symbol = symbolOf(get(position, 'symbol'));
    if (symbol === null) continue;
    const qty = num(get(position, 'qty'));
    const mark = num(get(position, 'mark_price'));
    if (qty === null || mark === null) broken.add(symbol);
    else sizes.set(symbol, (sizes.get(symbol) ?? 0) + Math.abs(qty * mark));
  }
  for (const symbol of broken) sizes.delete(symbol);
  return new Map([...sizes].map(([symbol, size]) => [symbol, size / equity]));
}
