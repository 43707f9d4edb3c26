import { Random } from './random';

/** A distribution with a known centre: the mean of a triangular and a logistic one, the median of a log-logistic one. */
export interface Distribution {
  readonly draw: (random: Random) => number;
  readonly cdf: (x: number) => number;
}

/** A distribution and its share of a mixture; shares need not add up to 1. */
export interface Component {
  readonly share: number;
  readonly of: Distribution;
}

/** Symmetric triangular around `mean`, inside `mean·(1 ± spread)`; its variance is `(mean·spread)²/6`. */
export function drawTriangular(random: Random, mean: number, spread: number): number {
  return mean * (1 + spread * (random() + random() - 1));
}

/** Variance of `drawTriangular`. */
export function triangularVariance(mean: number, spread: number): number {
  return (mean * spread) ** 2 / 6;
}

/** Logistic: symmetric around `mean`, with heavier tails than the normal; p95 is `mean + 2.944·scale`. */
export function logistic(mean: number, scale: number): Distribution {
  return {
    draw: (random) => mean + scale * logit(random()),
    cdf: (x) => 1 / (1 + Math.exp((mean - x) / scale)),
  };
}

/** Log-logistic: positive, skewed to the right, with the given median; the smaller the shape, the longer the tail. */
export function logLogistic(median: number, shape: number): Distribution {
  return {
    draw: (random) => median * Math.exp(logit(random()) / shape),
    cdf: (x) => (x <= 0 ? 0 : 1 / (1 + (x / median) ** -shape)),
  };
}

/** The p-quantile of a mixture, by bisection to the last bit; it must lie within ±1e6. */
export function mixtureQuantile(components: readonly Component[], p: number): number {
  const total = components.reduce((sum, { share }) => sum + share, 0);
  const cdf = (x: number): number =>
    components.reduce((sum, { share, of }) => sum + share * of.cdf(x), 0) / total;
  let [low, high] = [-1e6, 1e6];
  for (let halving = 0; halving < 100; halving += 1) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function logit(u: number): number {
  return Math.log(u / (1 - u));
}
