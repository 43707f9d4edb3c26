import { Xoshiro128 } from '../../../operators/evidence/statistics/random';

/** Draws for specs and benches, from one seed. */
export interface Chance {
  /** Strictly between 0 and 1. */
  readonly uniform: () => number;
  readonly normal: () => number;
  /** Student’s t with 3 degrees of freedom: mean 0, variance 3, heavy tails. */
  readonly heavy: () => number;
  readonly below: (n: number) => number;
}

export function chanceOf(seed: number): Chance {
  const random = Xoshiro128.seeded(seed);
  const uniform = (): number => (random.next() + 0.5) / 2 ** 32;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const heavy = (): number => normal() / Math.sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3);
  return { uniform, normal, heavy, below: (n) => random.below(n) };
}
