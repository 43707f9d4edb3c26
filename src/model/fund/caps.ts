import { finite, isObject, objectAt, own, symbolOf, type JsonObject } from '../values/json';
import { shareOf } from '../values/percent';
import { tierNamed } from './tiers';

/** Where a limit was found, nearest first. */
type CapSource = 'per_symbol' | 'universe' | 'tier' | 'global';

interface Cap {
  readonly value: number;
  readonly source: CapSource;
}

/** A symbol's current limits. NAV shares are fractions. Undefined = configured nowhere. */
export interface CapSources {
  readonly maxNav: Cap | undefined;
  readonly maxTradeNav: Cap | undefined;
  readonly maxConcurrent: Cap | undefined;
  /** The least of the tier's share cap and the fund's two, where configured. */
  readonly ceiling: Cap | undefined;
}

/** The limits of universe rows: of each its per_symbol ones, its own caps, its tier's, the fund's. */
export function capsIn(limits: JsonObject): (symbol: string, row: JsonObject) => CapSources {
  const perSymbol = perSymbolRows(objectAt(limits, 'per_symbol'));
  const global = objectAt(limits, 'global');
  return (symbol, row) => capsOf(row, perSymbol.get(symbol) ?? {}, global);
}

function capsOf(row: JsonObject, perSymbol: JsonObject, global: JsonObject): CapSources {
  const tier = tierNamed(objectAt(global, 'tiers'), own(row, 'tier')) ?? {};
  const places: readonly (readonly [CapSource, JsonObject])[] = [
    ['per_symbol', perSymbol],
    ['universe', objectAt(row, 'caps')],
    ['tier', tier],
    ['global', global],
  ];
  const look = (key: string, alias: Partial<Record<CapSource, string>> = {}): Cap | undefined => {
    for (const [source, place] of places) {
      const value = finite(own(place, key)) ?? finite(own(place, alias[source] ?? key));
      if (value !== undefined) return { value: key.endsWith('_pct') ? shareOf(value) : value, source };
    }
    return undefined;
  };
  return {
    maxNav: look('max_nav_pct', { tier: 'per_symbol_nav_pct', global: 'symbol_notional_share_cap_pct' }),
    maxTradeNav: look('max_trade_nav_pct'),
    maxConcurrent: look('max_concurrent_positions'),
    ceiling: leastOf([
      capAt('tier', finite(own(tier, 'per_symbol_nav_pct'))),
      capAt('global', finite(own(global, 'symbol_notional_share_cap_pct'))),
      capAt('global', finite(own(global, 'max_symbol_exposure_pct'))),
    ]),
  };
}

function capAt(source: CapSource, value: number | undefined): Cap | undefined {
  return value === undefined ? undefined : { value: shareOf(value), source };
}

// Of equal ones the first.
function leastOf(caps: readonly (Cap | undefined)[]): Cap | undefined {
  return caps.reduce(
    (a, b) => (a === undefined || (b !== undefined && b.value < a.value) ? b : a),
    undefined,
  );
}

// per_symbol is keyed by symbol as a person typed it; the first of two keys of one symbol counts.
function perSymbolRows(rows: JsonObject): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const [key, row] of Object.entries(rows)) {
    const symbol = symbolOf(key);
    if (symbol !== undefined && isObject(row) && !found.has(symbol)) found.set(symbol, row);
  }
  return found;
}
