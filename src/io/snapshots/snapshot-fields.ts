import { isObject, own, symbolOf, type JsonObject } from '../../model/values/json';
import { parseTimestamp } from '../../model/values/time';

const TIMES = ['updated_ts', 'updated_at', 'updated', 'ts'] as const;

/** When a snapshot says it is of: its first usable time, else `receivedMs`. */
export function snapshotTime(snapshot: JsonObject, receivedMs: number): number {
  return firstTime(snapshot, TIMES) ?? receivedMs;
}

/** The first of `keys` that is a time, in epoch ms. */
export function firstTime(object: JsonObject, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const time = parseTimestamp(own(object, key));
    if (time !== undefined) return time;
  }
  return undefined;
}

/** The rows under the first of `names` that has any: a list of rows with a symbol, or a map. The first row of a symbol counts. */
export function snapshotRows(
  snapshot: JsonObject,
  names: readonly string[],
): readonly (readonly [symbol: string, row: JsonObject])[] {
  for (const name of names) {
    const rows = rowsIn(own(snapshot, name));
    if (rows.length > 0) return rows;
  }
  return [];
}

function rowsIn(rows: unknown): readonly (readonly [string, JsonObject])[] {
  const found = new Map<string, JsonObject>();
  const add = (symbol: string | undefined, row: unknown): void => {
    if (symbol !== undefined && isObject(row) && !found.has(symbol)) found.set(symbol, row);
  };
  if (Array.isArray(rows))
    for (const row of rows) add(isObject(row) ? symbolOf(own(row, 'symbol')) : undefined, row);
  else if (isObject(rows)) for (const [key, row] of Object.entries(rows)) add(symbolOf(key), row);
  return [...found];
}
