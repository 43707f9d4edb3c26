/** Reading unknown JSON: null, a wrong type and a non-finite number are all "missing"; 0, false and "" are not. */

export type Obj = Readonly<Record<string, unknown>>;

export function isObj(x: unknown): x is Obj {
  return typeof x === 'object' && x !== null && !Array.isArray(x);
}

export function get(x: unknown, key: string): unknown {
  return isObj(x) && Object.hasOwn(x, key) ? x[key] : undefined;
}

export function list(x: unknown): readonly unknown[] {
  return Array.isArray(x) ? x : [];
}

export function present(x: unknown): boolean {
  return x !== undefined && x !== null;
}

/** The value under the first of the names that is present. */
export function first(x: unknown, names: readonly string[]): unknown {
  for (const name of names) if (present(get(x, name))) return get(x, name);
  return undefined;
}

/** JSON as Python writes it: what is not finite reads as null; text that is no JSON even so is undefined. */
export function parse(text: string): unknown {
  const finite = text.replace(/("(?:[^"\\]|\\.)*")|-?Infinity|NaN/g, (token, quoted) =>
    quoted === undefined ? 'null' : token,
  );
  try {
    return JSON.parse(finite);
  } catch {
    return undefined;
  }
}

/** A number, or text that is one. */
export function num(x: unknown): number | null {
  if (typeof x === 'number') return Number.isFinite(x) ? x : null;
  if (typeof x !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(x)) return null;
  return Number.isFinite(Number(x)) ? Number(x) : null;
}

export function firstNum(x: unknown, names: readonly string[]): number | null {
  for (const name of names) {
    const value = num(get(x, name));
    if (value !== null) return value;
  }
  return null;
}

export function bool(x: unknown): boolean | null {
  return typeof x === 'boolean' ? x : null;
}

export function str(x: unknown): string | null {
  return typeof x === 'string' ? x : null;
}

/** A symbol as the system knows it: trimmed, upper case; null where there is none. */
export function symbolOf(x: unknown): string | null {
  const text = typeof x === 'string' ? x.trim().toUpperCase() : '';
  return text === '' ? null : text;
}

/** A list of objects that name themselves in `names`, or a map from the name to the object: as a Map. */
export function named(
  x: unknown,
  names: readonly string[],
  normal: (s: unknown) => string | null,
): Map<string, Obj> {
  const out = new Map<string, Obj>();
  const put = (key: string | null, value: unknown): void => {
    if (key !== null && isObj(value) && !out.has(key)) out.set(key, value);
  };
  if (Array.isArray(x)) for (const item of list(x)) put(normal(first(item, names)), item);
  else if (isObj(x)) for (const [key, value] of Object.entries(x)) put(normal(key), value);
  return out;
}

/** A map as an object with sorted keys; `__proto__` becomes an ordinary own key. */
export function record<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
