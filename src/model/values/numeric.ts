import { finite, own, type JsonObject } from './json';

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a text is a number. */
export function isNumeric(text: string): boolean {
  return DECIMAL.test(text.trim());
}

/** A finite number, or a text that is one; else undefined. */
export function numeric(value: unknown): number | undefined {
  return finite(typeof value === 'string' && isNumeric(value) ? Number(value) : value);
}

/** The first of `keys` whose value is a number, or a text that is one. */
export function firstNumeric(object: JsonObject, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = numeric(own(object, key));
    if (value !== undefined) return value;
  }
  return undefined;
}
