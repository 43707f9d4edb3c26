import { isObject, type JsonObject } from '../model/json';

/** More rows or groups than any desk has: what lies beyond them is not looked at. */
export const MOST_ROWS = 2000;

/** A document whose lists and maps of rows end at `MOST_ROWS`; the same object where none is longer. */
export function bounded(document: JsonObject): JsonObject {
  return mapped(document, (value, key) =>
    key === 'windows' && isObject(value)
      ? mapped(value, (view) => (isObject(view) ? mapped(view, cut) : view))
      : cut(value),
  );
}

function mapped(object: JsonObject, of: (value: unknown, key: string) => unknown): JsonObject {
  const entries = Object.entries(object).map(([key, value]) => [key, of(value, key), value] as const);
  return entries.every(([, kept, value]) => kept === value)
    ? object
    : Object.fromEntries(entries.map(([key, kept]) => [key, kept]));
}

function cut(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > MOST_ROWS ? value.slice(0, MOST_ROWS) : value;
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return entries.length > MOST_ROWS ? Object.fromEntries(entries.slice(0, MOST_ROWS)) : value;
}
