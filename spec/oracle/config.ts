/** What the stages need of the fund's configs: the universe, caps as fractions, stops, the registry. */
import { first, get, isObj, list, named, num, type Obj, str, symbolOf } from './json';

const TRADING = ['enabled', 'active', 'trading', 'live'];

function plain(x: unknown): string | null {
  const text = typeof x === 'string' ? x.trim() : '';
  return text === '' ? null : text;
}

export function universeOf(universe: unknown): Map<string, Obj> {
  return named(get(universe, 'universe'), ['symbol'], symbolOf);
}

/** Of a universe entry or a strategy; one that is not there is not enabled. */
export function isEnabled(entry: unknown): boolean {
  const status = str(get(entry, 'status'));
  const trades = status === null || TRADING.includes(status.trim().toLowerCase());
  return entry !== undefined && get(entry, 'enabled') !== false && trades;
}

export function restrictedOf(limits: unknown): ReadonlySet<string> {
  const names = [limits, get(limits, 'global')].flatMap((place) => list(get(place, 'restricted_symbols')));
  return new Set(names.flatMap((name) => symbolOf(name) ?? []));
}

/** `*_nav_pct`, `*_share_cap_pct`, `*_exposure_pct`: above 1 is percent. A negative one does not exist. */
export function fraction(x: unknown): number | null {
  const value = num(x);
  if (value === null || value < 0) return null;
  return value > 1 ? value / 100 : value;
}

/** A drawdown limit in percent: below 1 it is written as a fraction. */
export function drawdownPercent(x: unknown): number | null {
  const value = num(x);
  if (value === null || value <= 0) return null;
  return value < 1 ? value * 100 : value;
}

function tierOf(global: unknown, entry: unknown): unknown {
  const spelled = (name: string): string => name.trim().toLowerCase().replace(/[-_ ]/g, ' ');
  const name = str(get(entry, 'tier'));
  const tiers = get(global, 'tiers');
  if (name === null || !isObj(tiers)) return undefined;
  return Object.entries(tiers).find(([key]) => spelled(key) === spelled(name))?.[1];
}

export interface Caps {
  readonly nav: number | null;
  readonly ceiling: number | null;
  readonly trade: number | null;
  readonly concurrent: number | null;
}

export function capsOf(symbol: string, limits: unknown, entry: unknown): Caps {
  const global = get(limits, 'global');
  const tier = tierOf(global, entry);
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
  const exposure = fraction(get(global, 'max_symbol_exposure_pct'));
  const ceilings = [tierCap, shareCap, exposure].flatMap((cap) => (cap === null ? [] : [cap]));
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

/** Stops in percent by strategy: up to 0.05 it is written as a fraction. */
export function stopsOf(strategies: unknown): Map<string, number> {
  const stops = new Map<string, number>();
  for (const [id, entry] of named(get(strategies, 'strategies'), ['id'], plain)) {
    const params = get(entry, 'params');
    for (const place of [get(params, 'risk'), params, entry]) {
      const stop = num(get(place, 'fixed_sl_pct'));
      if (stop === null || stop <= 0) continue;
      stops.set(id, stop <= 0.05 ? stop * 100 : stop);
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

/** What is held of each symbol, in USD; a symbol with a row that cannot be priced has null. Undefined: not known at all. */
export function exposures(
  positions: unknown,
  known: ReadonlySet<string>,
): { sizes: ReadonlyMap<string, number | null>; others: 0 | null } | undefined {
  const rows = list(Array.isArray(positions) ? positions : first(positions, ['positions', 'items', 'rows']));
  const sizes = new Map<string, number | null>();
  let others: 0 | null = 0;
  let usable = 0;
  for (const row of rows) {
    const symbol = symbolOf(get(row, 'symbol'));
    if (symbol === null) continue;
    const qty = num(first(row, ['qty', 'positionAmt']));
    const mark = num(first(row, ['mark_price', 'markPrice']));
    const notional = num(get(row, 'notional'));
    // A notional of 0 beside a quantity is a price that is not known.
    let size: number | null = notional === null || notional === 0 ? null : Math.abs(notional);
    if (qty === 0 || (qty === null && notional === 0)) size = 0;
    else if (qty !== null && mark !== null && mark > 0) size = Math.abs(qty) * mark;
    if (size !== null) usable += 1;
    if (size !== 0 && !known.has(symbol)) others = null;
    const before = sizes.has(symbol) ? (sizes.get(symbol) ?? null) : 0;
    sizes.set(symbol, before === null || size === null ? null : before + size);
  }
  return usable === 0 ? undefined : { sizes, others };
}
