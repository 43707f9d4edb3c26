import type { Settings } from '../../../src/model/fund/settings';
import type { RouterBasis, RouterRates } from '../../router/router-stats';

/** What a score is made of: one symbol's (or strategy's) numbers as measured, and the pool's. */
export interface ScoreInputs {
  readonly count: number;
  readonly wins: number;
  readonly edge: number;
  /** Σ R of the trades with positive R, and Σ |R| of those with negative. */
  readonly gainR: number;
  readonly lossR: number;
  readonly router: RouterBasis;
  readonly pooled: RouterRates;
  readonly volatilityScale: number | undefined;
  readonly volRegime: string | undefined;
}

/** A part's value in 0..1; `missing` when no row carries it, or not all of it. */
export interface PartValue {
  readonly value: number;
  readonly missing: boolean;
}

/** One term of the score. Add one: a file here, a line in the registry, a weight in the settings schema. */
export interface ScorePart {
  readonly name: keyof Settings['score']['weights'];
  /** One sentence for a person at a desk. */
  readonly about: string;
  /** It reads the pool's rates, which every row of any symbol changes. */
  readonly readsPool?: boolean;
  /** It reads the trades, and nothing else. */
  readonly readsRecord?: boolean;
  /** It says something only where the router has rows of its own. */
  readonly readsRouter?: boolean;
  /** Non-decreasing in what is good. Undefined takes the pessimistic prior. */
  of(inputs: ScoreInputs, settings: Settings): PartValue | number | undefined;
}
