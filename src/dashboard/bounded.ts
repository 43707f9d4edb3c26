import { isObject, type JsonObject } from '../model/json';

/** More rows or groups than any desk has: what lies beyond them is not looked at. */
export const MOST_ROWS = 2000;

/** A document whose lists and maps of rows end at `MOST_ROWS`; the same object where none is longer. */
export function bounded(document: JsonObject): JsonObject {
  let isCut = false;
  const entries = Object.entries(document).map(([key, value]): readonly [string, unknown] => {
    const kept = key === 'windows' && isObject(value) ? windowsOf(value) : cut(value);
    isCut ||= kept !== value;
    return [key, kept];
  });
  return isCut ? Object.fromEntries(entries) : document;
}

function windowsOf(windows: JsonObject): JsonObject {
  let isCut = false;
  const entries = Object.entries(windows).map(([name, view]): readonly [string, unknown] => {
    const kept = isObject(view) ? bounded(view) : view;
    isCut ||= kept !== view;
    return [name, kept];
  });
  return isCut ? Object.fromEntries(entries) : windows;
}

function cut(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > MOST_ROWS ? value.slice(0, MOST_ROWS) : value;
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return entries.length > MOST_ROWS ? Object.fromEntries(entries.slice(0, MOST_ROWS)) : value;
}
