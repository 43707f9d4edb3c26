/**
 * Quantiles of Student's t with a whole number of degrees of freedom, by bisection of the finite
 * trigonometric series of its distribution (Abramowitz and Stegun 26.7.3 and 26.7.4), and Wilson's interval.
 */
import type { Interval } from './types';

/** P(|T| ≤ t) with v degrees of freedom. */
function centralProbability(t: number, v: number): number {
  const angle = Math.atan(t / Math.sqrt(v));
  const sin = Math.sin(angle);
  const cos = Math.cos(angle);
  if (v % 2 === 0) {
    let term = 1;
    let series = 1;
    for (let j = 2; j <= v - 2; j += 2) {
      term *= ((j - 1) / j) * cos * cos;
      series += term;
    }
    return sin * series;
  }
  let series = 0;
  let term = cos;
  for (let j = 1; j <= v - 2; j += 2) {
    series += term;
    term *= ((j + 1) / (j + 2)) * cos * cos;
  }
  return (2 / Math.PI) * (angle + sin * series);
}

const known = new Map<string, number>();

/** The t with P(|T| > t) = alpha. */
function studentT(alpha: number, v: number): number {
  const key = `${v} ${alpha}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  let low = 0;
  let high = 1;
  while (1 - centralProbability(high, v) > alpha) high *= 2;
  for (let i = 0; i < 120; i += 1) {
    const middle = (low + high) / 2;
    if (1 - centralProbability(middle, v) > alpha) low = middle;
    else high = middle;
  }
  known.set(key, high);
  return high;
}

/** mean ± t·sd/√n; null below two values. */
export function meanInterval(
  mean: number | null,
  sd: number | null,
  n: number,
  alpha: number,
): Interval | null {
  if (mean === null || sd === null || n < 2) return null;
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
