const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const MOST_DIGITS = 16;
const POWERS_OF_TEN = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, n) => 10 ** n);

/**
 * The value of a JSON number without an exponent. Where its digits make an integer below 2^53 it is a quotient of two
 * exact doubles, which is rounded once and so is the nearest double, as of any parser; beyond that the parser is asked.
 */
export function decimalAt(bytes: Buffer, start: number, end: number): number {
  const isNegative = bytes[start] === MINUS;
  let digits = 0;
  let decimals = 0;
  let value = 0;
  let isFraction = false;
  for (let i = isNegative ? start + 1 : start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === POINT) {
      isFraction = true;
      continue;
    }
    value = value * 10 + (byte - ZERO);
    digits++;
    if (isFraction) decimals++;
  }
  if (digits > MOST_DIGITS || value > Number.MAX_SAFE_INTEGER)
    return Number(bytes.toString('latin1', start, end));
  const size = value / (POWERS_OF_TEN[decimals] ?? NaN);
  return isNegative ? -size : size;
}

/** Whether a JSON number without an exponent is an integer as JavaScript writes it, or one that is too large for that. */
export function isIntegerAt(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === POINT) return false;
  return bytes[start] !== MINUS || bytes[start + 1] !== ZERO;
}
