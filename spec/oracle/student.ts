/**
 * Quantiles of Student's t, also with a broken number of degrees of freedom, by bisection of its distribution: the
 * incomplete beta function as a continued fraction (Abramowitz and Stegun 26.5.8 and 26.7.1). And Wilson's interval.
 */
import type { Interval } from './types';

const LANCZOS: readonly number[] = [
  ...[676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406],
  ...[12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7],
];

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const t = x - 1 + LANCZOS.length - 0.5;
  let series = 0.9999999999998099;
  LANCZOS.forEach((c, i) => {
    series += c / (x + i);
  });
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/** The continued fraction of the incomplete beta function. */
function fractionOf(x: number, a: number, b: number): number {
  const away = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 1000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x);
  const front = Math.exp(logFront);
  if (x < (a + 1) / (a + b + 2)) return (front * fractionOf(x, a, b)) / a;
  return 1 - (front * fractionOf(1 - x, b, a)) / b;
}

/** P(|T| > t) with v degrees of freedom. */
function tail(t: number, v: number): number {
  return incompleteBeta(v / (v + t * t), v / 2, 0.5);
}

const known = new Map<string, number>();

/** The t with P(|T| > t) = alpha. */
function studentT(alpha: number, v: number): number {
  const key = `${v} ${alpha}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let low = 0;
  let high = 1;
  while (tail(high, v) > alpha) high *= 2;
  for (let i = 0; i < 120; i += 1) {
    const middle = (low + high) / 2;
    if (tail(middle, v) > alpha) low = middle;
    else high = middle;
  }
  known.set(key, high);
  return high;
}

/** mean ± t·sd/√n on n − 1 degrees of freedom; n may be broken, and is above 1. */
export function meanInterval(
  mean: number | null,
  sd: number | null,
  n: number,
  alpha: number,
): Interval | null {
  if (mean === null || sd === null || n <= 1) return null;
  const half = (studentT(alpha, n - 1) * sd) / Math.sqrt(n);
  return [mean - half, mean + half];
}

export function wilson(k: number, n: number): Interval | null {
  if (n === 0) return null;
  const z = 1.959963985;
  const p = k / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [(centre - half) / scale, (centre + half) / scale];
}
