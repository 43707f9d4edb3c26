import { isObject, type JsonObject } from '../../model/values/json';

/** More rows or groups than any desk has: what lies beyond them is not looked at. */
export const MOST_ROWS = 2000;

/** More items than a list or map inside a row has. */
export const MOST_ITEMS = 500;

// Far more than any row has: what walks through a document must not run out of stack.
const MOST_LEVELS = 12;

/**
 * A document whose lists and maps of rows end at `MOST_ROWS`, those inside a row at `MOST_ITEMS`, and which holds null
 * where it is nested deeper than any state file; the same object where nothing is beyond that.
 */
export function bounded(document: JsonObject): JsonObject {
  return mapped(document, (value, key) =>
    key === 'windows' && isObject(value)
      ? mapped(value, (view) => (isObject(view) ? mapped(view, groups) : rows(view)))
      : groups(value, key),
  );
}

// The days of the fund are as many as a window has.
function groups(value: unknown, key: string): unknown {
  return key === 'fund' && isObject(value) ? mapped(value, rows) : rows(value);
}

function rows(value: unknown): unknown {
  return cut(value, MOST_ROWS, MOST_LEVELS);
}

function cut(value: unknown, most: number, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  const inside = (item: unknown): unknown => cut(item, MOST_ITEMS, levels - 1);
  if (Array.isArray(value)) return cutList(value, most, inside);
  return isObject(value) ? mapped(firstOf(value, most), inside) : value;
}

function cutList(
  list: readonly unknown[],
  most: number,
  inside: (item: unknown) => unknown,
): readonly unknown[] {
  const kept = list.length > most ? list.slice(0, most) : list;
  const items = kept.map(inside);
  return items.every((item, i) => item === kept[i]) ? kept : items;
}

function firstOf(object: JsonObject, most: number): JsonObject {
  const entries = Object.entries(object);
  return entries.length > most ? Object.fromEntries(entries.slice(0, most)) : object;
}

function mapped(object: JsonObject, of: (value: unknown, key: string) => unknown): JsonObject {
  const entries = Object.entries(object).map(([key, value]) => [key, of(value, key), value] as const);
  return entries.every(([, kept, value]) => kept === value)
    ? object
    : Object.fromEntries(entries.map(([key, kept]) => [key, kept]));
}
