import { Xoshiro128 } from './random';

/** How a daily series is resampled. */
export interface Resampling {
  /** Any integer; `evaluate.seed`. */
  readonly seed: number;
  /** B: how many resamples. */
  readonly resamples: number;
}

const WORDS = 2 ** 32;

/**
 * Draws the days of one resample into `into`: blocks that begin anywhere, go on round the end, and end each day with
 * probability 1/`block` (D. N. Politis and J. P. Romano, 1994). `length` days to draw from, as many drawn.
 */
export function stationaryDays(random: Xoshiro128, block: number, into: Uint32Array): void {
  const { length } = into;
  const ends = Math.floor(WORDS / block);
  let day = random.below(length);
  for (let i = 0; i < length; i++) {
    into[i] = day;
    if (random.next() < ends) day = random.below(length);
    else day = day + 1 === length ? 0 : day + 1;
  }
}

/** Gives `use` the days of each resample in turn, in an array that the next resample overwrites. */
export function eachResample(
  length: number,
  block: number,
  { seed, resamples }: Resampling,
  use: (days: Uint32Array) => void,
): void {
  const random = Xoshiro128.seeded(seed);
  const days = new Uint32Array(length);
  for (let b = 0; b < resamples; b++) {
    stationaryDays(random, block, days);
    use(days);
  }
}
