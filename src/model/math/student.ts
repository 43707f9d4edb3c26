/** Student's t: the quantile that the intervals of mean R need. */

// Lanczos, g = 7, n = 9 (Numerical Recipes, 3rd ed., 6.1 gives the method).
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  const z = x - 1;
  const base = z + 7.5;
  let series = LANCZOS[0] ?? 0;
  for (let i = 1; i < LANCZOS.length; i++) series += (LANCZOS[i] ?? 0) / (z + i);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(series);
}

// Continued fraction of the incomplete beta (Lentz), which converges fast for x < (a+1)/(a+b+2).
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let value = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    const step = d * c;
    value *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return value;
}

/** The regularised incomplete beta function I_x(a, b), for 0 ≤ x ≤ 1 and a, b > 0. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** P(|T| > t) for Student's t with `freedom` degrees, t ≥ 0. */
export function tailShare(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** The density of Student's t with `freedom` degrees at t. */
function density(t: number, freedom: number): number {
  const half = (freedom + 1) / 2;
  const scale = logGamma(half) - logGamma(freedom / 2) - Math.log(freedom * Math.PI) / 2;
  return Math.exp(scale - half * Math.log1p((t * t) / freedom));
}

// A desk asks for few confidences, and for as many freedoms as its groups have trades.
const MOST_QUANTILES = 100_000;
const quantiles = new Map<string, number>();

/** The t with P(|T| ≤ t) = `confidence`, below 1. Memoised. */
export function studentQuantile(confidence: number, freedom: number): number {
  const key = `${confidence}|${freedom}`;
  const known = quantiles.get(key);
  if (known !== undefined) return known;
  const quantile = quantileOf(confidence, freedom);
  if (quantiles.size >= MOST_QUANTILES) quantiles.clear();
  quantiles.set(key, quantile);
  return quantile;
}

// A step of Newton's that is so small beside t leaves an error of its square.
const CLOSE = 1e-9;

// Newton's steps from 0. The tails are convex in t, so none goes too far: the first that does not go on is rounding.
function quantileOf(confidence: number, freedom: number): number {
  const outside = 1 - confidence;
  for (let t = 0; ;) {
    const next = t + (tailShare(t, freedom) - outside) / (2 * density(t, freedom));
    if (!(next - t > t * CLOSE)) return next;
    t = next;
  }
}
