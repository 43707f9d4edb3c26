import { finite, own, type JsonObject } from './json';

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite number, or a text that is one; else undefined. */
export function numeric(value: unknown): number | undefined {
  if (typeof value !== 'string') return finite(value);
  const text = value.trim();
  return DECIMAL.test(text) ? finite(Number(text)) : undefined;
}

/** The first of `keys` whose value is a number, or a text that is one. */
export function firstNumeric(object: JsonObject, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = numeric(own(object, key));
    if (value !== undefined) return value;
  }
  return undefined;
}
