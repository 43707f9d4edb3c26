import { autocovariances } from './autocorrelation';

const FEWEST_DAYS = 8;

/**
 * L, the mean length of a block in days for the stationary bootstrap of the mean of a daily series: D. N. Politis and H.
 * White (2004) with the correction of A. Patton, D. N. Politis and H. White (2009), in integers where a rounding could decide.
 * 1 for fewer than 8 days or a series without spread.
 */
export function blockLength(series: readonly number[]): number {
  const days = series.length;
  if (days < FEWEST_DAYS) return 1;
  const log = Number(Math.log10(days).toFixed(9));
  const run = Math.max(5, Math.ceil(log));
  const mostLag = Math.min(days - 1, Math.ceil(Math.sqrt(days)) + run);
  const gammas = autocovariances(series, mostLag + run);
  const [spread = 0] = gammas;
  if (!(spread > 0)) return 1;
  const rho = gammas.map((gamma) => Math.abs(gamma / spread));
  const lag = lastRelated(rho, mostLag, run, 2 * Math.sqrt(log / days));
  return lengthFrom(gammas, Math.min(2 * Math.max(lag, 1), mostLag), days);
}

/** m̂: the lag after which `run` correlations in a row are insignificant, else the last significant one. */
function lastRelated(rho: readonly number[], mostLag: number, run: number, critical: number): number {
  for (let q = 1; q <= mostLag; q++) {
    if (rho.slice(q, q + run).every((size) => size < critical)) return q - 1;
  }
  for (let k = mostLag; k >= 1; k--) if ((rho[k] ?? 0) >= critical) return k;
  return 0;
}

/** The smallest L with L³ ≥ g²D/s², within the bound. */
function lengthFrom(gammas: readonly number[], most: number, days: number): number {
  const bound = Math.ceil(Math.min(3 * Math.sqrt(days), days / 3));
  let g = 0;
  let s = gammas[0] ?? 0;
  for (let k = 1; k <= most; k++) {
    const gamma = gammas[k] ?? 0;
    const weighted = flatTop(k / most) * gamma;
    g += 2 * weighted * k;
    s += 2 * weighted;
  }
  if (s <= 0) return bound;
  const cube = (g * g * days) / (s * s);
  let length = 1;
  while (length < bound && length ** 3 < cube) length++;
  return length;
}

/** λ: 1 up to one half, then down to 0 at 1. */
function flatTop(share: number): number {
  return share <= 0.5 ? 1 : 2 * (1 - share);
}
