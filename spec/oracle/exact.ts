/** Exact arithmetic on doubles: every finite double is an integer multiple of 2^-1074, held as a BigInt. */

const ONE = 1n << 1074n;
const bytes = new DataView(new ArrayBuffer(8));

/** x · 2^1074, exactly. */
export function exact(x: number): bigint {
  bytes.setFloat64(0, x);
  const bits = bytes.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & ((1n << 52n) - 1n);
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return bits >> 63n === 0n ? size : -size;
}

function bitLength(x: bigint): number {
  return x.toString(2).length;
}

/** a / b, correctly rounded (b > 0). */
export function ratio(a: bigint, b: bigint): number {
  if (a === 0n) return 0;
  if (a < 0n) return -ratio(-a, b);
  const shift = 66 - (bitLength(a) - bitLength(b));
  const top = shift > 0 ? a << BigInt(shift) : a;
  const bottom = shift > 0 ? b : b << BigInt(-shift);
  const quotient = top / bottom;
  return Number(top % bottom === 0n ? quotient : quotient | 1n) * 2 ** -shift;
}

export function number(x: bigint): number {
  return ratio(x, ONE);
}

export function total(xs: readonly number[]): bigint {
  let sum = 0n;
  for (const x of xs) sum += exact(x);
  return sum;
}

export function sum(xs: readonly number[]): number {
  return number(total(xs));
}

export function mean(xs: readonly number[]): number | null {
  return xs.length === 0 ? null : ratio(total(xs), ONE * BigInt(xs.length));
}

/** Sample variance (n − 1): (n·Σx² − (Σx)²) / (n·(n − 1)). */
export function variance(xs: readonly number[]): number | null {
  if (xs.length < 2) return null;
  const n = BigInt(xs.length);
  const s = total(xs);
  let squares = 0n;
  for (const x of xs) squares += exact(x) * exact(x);
  return ratio(n * squares - s * s, n * (n - 1n) * ONE * ONE);
}

/** Rounded to 9 decimals, never −0. */
export function round9(x: number): number {
  const rounded = Number(x.toFixed(9));
  return rounded === 0 ? 0 : rounded;
}

export function round9n(x: number | null): number | null {
  return x === null ? null : round9(x);
}

/** A number as an integer count of 1e-9 (rounded to 9 decimals first). */
export function nano(x: number): bigint {
  return BigInt(x.toFixed(9).replace('.', ''));
}

export function fromNano(x: bigint): number {
  return round9(Number(x) / 1e9);
}

/** Largest integer ≤ a / b (b > 0). */
export function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b < 0n ? q - 1n : q;
}

export function minBig(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function maxBig(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** Quantile by linear interpolation between the order statistics. */
export function quantile(xs: readonly number[], p: number): number | null {
  const sorted = [...xs].sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (at - Math.floor(at));
}
