/**
 * Numbers as they are published and as the allocator counts them: decimals held as integers, every product
 * exact, then floored.
 */

export const NANO = 1_000_000_000;
export const MICRO = 1_000_000;

// Below this every half is a double: a product that is rounded can come to lie on one, never beyond it.
const HALVES = 2 ** 52;

/** Rounds for publication: 9 decimals, never −0. */
export function round9(value: number): number {
  const scaled = value * NANO;
  const whole = Math.round(scaled);
  const isSure = Math.abs(scaled) < HALVES && Math.abs(scaled - whole) < 0.5;
  const rounded = isSure ? whole / NANO : Number(value.toFixed(9));
  return rounded === 0 ? 0 : rounded;
}

/** A published number: rounded to 9 decimals, or null where there is none. */
export function published(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : round9(value);
}

/** A decimal as an integer of 1e-9, to the nearest. */
export function toNano(value: number): number {
  return Math.round(value * NANO);
}

/** A decimal as an integer of 1e-6, to the nearest. */
export function toMicro(value: number): number {
  return Math.round(value * MICRO);
}

/** An integer of 1e-9 as a decimal. */
export function fromNano(units: number): number {
  return round9(units / NANO);
}

/** An integer of 1e-6 as a decimal. */
export function fromMicro(units: number): number {
  return round9(units / MICRO);
}

/** ⌊a·b/c⌋ over integers, c above 0; exact at any size. */
export function floorMulDiv(a: number, b: number, c: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product)) {
    // Rounded, a quotient may come to lie on the whole number above it, never below it.
    const quotient = Math.floor(product / c);
    return quotient * c > product ? quotient - 1 : quotient + 0;
  }
  const exact = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  return Number(exact / divisor) - (exact < 0n && exact % divisor !== 0n ? 1 : 0);
}

/** A finite decimal as an exact integer of 1e-9; for comparisons that must not round. */
export function exactNano(value: number): bigint {
  if (Math.abs(value) >= 1e21) return BigInt(Math.trunc(value)) * BigInt(NANO);
  return BigInt(value.toFixed(9).replace('.', ''));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
