import { isObject, objectAt, own, symbolOf, textOf, type JsonObject } from '../values/json';

/** What takes a symbol out of trading: `restricted_symbols`, the row's `status`, or its `enabled`. */
export type DisabledBy = 'restricted' | 'status' | 'disabled';

const TRADED = new Set(['enabled', 'active', 'trading', 'live']);

/** Why a universe row is not traded; undefined where it is. What others decided comes before the desk's own switch. */
export function exclusionIn(row: JsonObject, isRestricted: boolean): DisabledBy | undefined {
  if (isRestricted || own(row, 'restricted') === true) return 'restricted';
  const status = own(row, 'status') ?? undefined;
  const isTraded = status === undefined || status === true || TRADED.has(wordOf(status));
  if (!isTraded || own(row, 'delisted') === true || own(row, 'trading') === false) return 'status';
  return own(row, 'enabled') === false ? 'disabled' : undefined;
}

function wordOf(status: unknown): string {
  return textOf(status)?.trim().toLowerCase() ?? '';
}

/** The symbols under `restricted_symbols`, of risk_limits.json (also in its `global`) and of pairs_universe.json. */
export function restrictedSymbols(limits: JsonObject, universe: unknown): ReadonlySet<string> {
  const places = [limits, objectAt(limits, 'global'), isObject(universe) ? universe : {}];
  return new Set(places.flatMap((place) => symbolsIn(own(place, 'restricted_symbols'))));
}

// A list of symbols or of rows that name one, or a map of symbol → anything but false.
function symbolsIn(list: unknown): readonly string[] {
  const named = Array.isArray(list)
    ? list.map((item: unknown) => (isObject(item) ? own(item, 'symbol') : item))
    : isObject(list)
      ? Object.entries(list).flatMap(([symbol, value]) => (value === false ? [] : [symbol]))
      : [list];
  return named.flatMap((name) => symbolOf(name) ?? []);
}
