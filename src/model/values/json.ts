/** Reading parsed JSON without trusting it. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property `key`; never one that an object inherits. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The first of `keys` that is present and not null. 0, false and "" are present. */
export function firstOf(object: JsonObject, keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = own(object, key);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** The own property as an object; an empty one for anything else. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  return isObject(value) ? value : {};
}

/** A finite number, else undefined. */
export function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The most characters of a name. What is longer is something else in the wrong field, and would fill memory and files. */
export const MOST_NAME = 128;

/** Symbols are compared upper-cased and trimmed, everywhere the same way. */
export function symbolOf(value: unknown): string | undefined {
  const symbol = textOf(value)?.trim().toUpperCase() ?? '';
  return symbol === '' || symbol.length > MOST_NAME ? undefined : symbol;
}

/** A name that is cut, and shows it, where it is too long. */
export function boundedName(name: string): string {
  return name.length <= MOST_NAME ? name : `${name.slice(0, MOST_NAME - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** JSON with the keys of every object in code-unit order: equal content, equal text. Any depth. */
export function canonicalJson(value: unknown): string {
  const parts: string[] = [];
  const todo: (string | { readonly value: unknown })[] = [{ value }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === 'string') parts.push(next);
    else todo.push(...piecesOf(next.value).reverse());
  }
  return parts.join('');
}

function piecesOf(value: unknown): (string | { readonly value: unknown })[] {
  if (Array.isArray(value)) {
    const items = value.flatMap((item: unknown, i) => (i === 0 ? [{ value: item }] : [',', { value: item }]));
    return ['[', ...items, ']'];
  }
  if (!isObject(value)) return [value === undefined ? 'null' : JSON.stringify(value)];
  const fields = Object.keys(value)
    .sort()
    .flatMap((key, i) => [`${i === 0 ? '' : ','}${JSON.stringify(key)}:`, { value: value[key] }]);
  return ['{', ...fields, '}'];
}

/** Plain string order by UTF-16 code units; the same on every machine and locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An object with the map's entries in key order. Hostile keys such as `__proto__` become own properties. */
export function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => byCodeUnits(a, b)));
}
