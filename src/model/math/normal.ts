/** The standard normal distribution. Its values are not the same to the last bit on every machine: publish 6 decimals. */

const PHI_SCALE = 1 / Math.sqrt(2 * Math.PI);

/** Φ(z): a series below 3 (J. Marsaglia, 2004), a continued fraction above (Abramowitz and Stegun 26.2.14). */
export function normalShare(z: number): number {
  const size = Math.abs(z);
  const tail = size > 3 ? upperTail(size) : 0.5 - centralShare(size);
  return z < 0 ? tail : 1 - tail;
}

/** Φ⁻¹(p), 0 < p < 1: Newton’s steps from the approximation of Abramowitz and Stegun 26.2.23. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let z = above / below - t;
  for (let step = 0; step < 3; step++) z -= (normalShare(z) - p) / density(z);
  return z;
}

function density(z: number): number {
  return PHI_SCALE * Math.exp((-z * z) / 2);
}

/** Φ(z) − ½ = φ(z)·(z + z³/3 + z⁵/(3·5) + …). */
function centralShare(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return density(z) * sum;
}

/** 1 − Φ(z) = φ(z)/(z + 1/(z + 2/(z + 3/(z + …)))). */
function upperTail(z: number): number {
  let fraction = z;
  for (let k = 80; k >= 1; k--) fraction = z + k / fraction;
  return density(z) / fraction;
}
