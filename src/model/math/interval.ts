import { studentQuantile } from './student';

export type Interval = readonly [low: number, high: number];

/** The two-sided normal quantile of 95 %, at this fixed precision. */
const Z95 = 1.959963985;
/** That of 99 %. */
export const Z99 = 2.575829304;

/** Wilson's interval of a rate: `hits` of `count`, count ≥ 1 (E. B. Wilson, JASA 1927); with 95 % unless z is another's. */
export function wilsonInterval(hits: number, count: number, z = Z95): Interval {
  const rate = hits / count;
  const square = (z * z) / count;
  const centre = (rate + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((rate * (1 - rate)) / count + square / (4 * count));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Student's interval of a mean, from n ≥ 2 observations with standard deviation `deviation` (n − 1). */
export function studentInterval(mean: number, deviation: number, n: number, confidence: number): Interval {
  const half = (studentQuantile(confidence, n - 1) * deviation) / Math.sqrt(n);
  return [mean - half, mean + half];
}
