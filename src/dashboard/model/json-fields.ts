import { finite, isObject, own, textOf, type JsonObject } from '../../model/values/json';

/** Reading a state file of any version: what is there in the form it should have, else null. */

const MAX_TEXT = 4000;

export function numberAt(object: JsonObject, key: string): number | null {
  return finite(own(object, key)) ?? null;
}

/** A whole number from 0 on; 0 for anything else. */
export function countAt(object: JsonObject, key: string): number {
  const value = own(object, key);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

/** A text, cut where nobody would read on. */
export function textAt(object: JsonObject, key: string): string | null {
  const text = textOf(own(object, key));
  return text === undefined ? null : cut(text);
}

export function flagAt(object: JsonObject, key: string): boolean | null {
  const value = own(object, key);
  return typeof value === 'boolean' ? value : null;
}

/** Two numbers, the lower first. */
export function intervalAt(object: JsonObject, key: string): readonly [number, number] | null {
  const value: unknown = own(object, key);
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [low, high]: readonly (number | undefined)[] = value.map(finite);
  return low === undefined || high === undefined || low > high ? null : [low, high];
}

/** The texts of a list; what is no text is left out. */
export function textsAt(object: JsonObject, key: string): readonly string[] {
  return listAt(object, key).flatMap((item) => (typeof item === 'string' ? [cut(item)] : []));
}

/** The numbers of an object, by key. */
export function numbersAt(object: JsonObject, key: string): Readonly<Record<string, number>> {
  const entries = Object.entries(childAt(object, key) ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const number = finite(value);
      return number === undefined ? [] : [[name, number]];
    }),
  );
}

/** The object at a key; undefined where there is none. */
export function childAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object === undefined ? undefined : own(object, key);
  return isObject(value) ? value : undefined;
}

/** The objects at a key, by their names. */
export function childrenAt(
  object: JsonObject | undefined,
  key: string,
): readonly (readonly [string, JsonObject])[] {
  return Object.entries(childAt(object, key) ?? {}).flatMap(([name, value]) =>
    isObject(value) ? [[name, value] as const] : [],
  );
}

/** The objects of a list by the text that names each; of two with one name the first. */
export function rowsAt(
  object: JsonObject | undefined,
  key: string,
  nameKey: string,
): ReadonlyMap<string, JsonObject> {
  const rows = new Map<string, JsonObject>();
  for (const row of object === undefined ? [] : listAt(object, key)) {
    const name = isObject(row) ? textOf(own(row, nameKey)) : undefined;
    if (isObject(row) && name !== undefined && !rows.has(name)) rows.set(name, row);
  }
  return rows;
}

/** The list at a key; empty where there is none. */
export function listAt(object: JsonObject, key: string): readonly unknown[] {
  const value: unknown = own(object, key);
  return Array.isArray(value) ? value : [];
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}
