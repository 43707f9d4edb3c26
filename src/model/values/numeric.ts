import { finite, own, type JsonObject } from './json';

const TOO_LARGE = 1e300;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a text is a number. */
export function isNumeric(text: string): boolean {
  return DECIMAL.test(text.trim());
}

/** A number, or a text that is one; else undefined. One of 1e300 and more is none: sums of smaller ones stay finite. */
export function numeric(value: unknown): number | undefined {
  const number = finite(typeof value === 'string' && isNumeric(value) ? Number(value) : value);
  return number !== undefined && Math.abs(number) < TOO_LARGE ? number : undefined;
}

/** The first of `keys` whose value is a number, or a text that is one. */
export function firstNumeric(object: JsonObject, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = numeric(own(object, key));
    if (value !== undefined) return value;
  }
  return undefined;
}
