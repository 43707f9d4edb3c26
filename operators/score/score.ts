import { clamp, floorMulDiv, fromNano, MICRO, toMicro, toNano } from '../../src/model/math/fixed';
import type { Settings } from '../../src/model/fund/settings';
import type { ScoreInputs, ScorePart } from './parts/part';
import { SCORE_PARTS } from './parts/registry';

export type PartName = keyof Settings['score']['weights'];
type PartNumbers = Readonly<Record<PartName, number>>;

/** The parts, and those of the trades and of the router's rows each as one number: their mean by weight. */
type Components = PartNumbers & { readonly expectancy: number; readonly router: number };

/** A score with the terms that add up to it exactly. */
export interface Score {
  readonly score: number;
  readonly components: Components;
  readonly contributions: PartNumbers;
  /** Parts that were missing and took the pessimistic prior, or were held at it. */
  readonly priors: readonly PartName[];
  /** Some router row says how its orders were executed. Without one the parts of execution are priors alone. */
  readonly execution_judged: boolean;
}

/** What one part adds to a score. Integers of 1e-9. */
interface ScoreTerm {
  readonly name: PartName;
  readonly units: number;
  readonly contribution: number;
  readonly missing: boolean;
}

/** ω·s of one part: s in 1e-9, ω in 1e-6, their product floored to 1e-9. */
function scoreTerm(part: ScorePart, inputs: ScoreInputs, settings: Settings): ScoreTerm {
  const result = part.of(inputs, settings);
  const missing = typeof result === 'object' ? result.missing : result === undefined;
  const units = unitsOf(result, settings);
  const contribution = contributionOf(units, toMicro(settings.score.weights[part.name]));
  return { name: part.name, units, contribution, missing };
}

/** What some of the parts add to a score, in 1e-9. */
export class PartSum {
  private readonly weights: readonly number[];

  constructor(
    private readonly parts: readonly ScorePart[],
    private readonly settings: Settings,
  ) {
    this.weights = parts.map(({ name }) => toMicro(settings.score.weights[name]));
  }

  of(inputs: ScoreInputs): number {
    const { parts, weights, settings } = this;
    let sum = 0;
    // By index: an iterator makes an object of each part.
    for (let i = 0; i < weights.length; i++)
      sum += contributionOf(unitsOf(parts[i]?.of(inputs, settings), settings), weights[i] ?? 0);
    return sum;
  }
}

// s in 1e-9: what no row carries takes the prior.
function unitsOf(result: ReturnType<ScorePart['of']>, settings: Settings): number {
  const value = typeof result === 'object' ? result.value : (result ?? settings.score.prior);
  return toNano(clamp(value, 0, 1));
}

function contributionOf(units: number, weight: number): number {
  return floorMulDiv(units, weight, MICRO);
}

/** Σ ω·s in integers, with the terms that add up to it. */
export function scoreOf(inputs: ScoreInputs, settings: Settings): Score {
  const terms = SCORE_PARTS.map((part) => scoreTerm(part, inputs, settings));
  return {
    score: fromNano(terms.reduce((sum, term) => sum + term.contribution, 0)),
    components: {
      ...partsOf(terms.map((term) => [term.name, fromNano(term.units)])),
      expectancy: meanOf(TRADING_PARTS, terms, settings),
      router: meanOf(ROUTER_PARTS, terms, settings),
    },
    contributions: partsOf(terms.map((term) => [term.name, fromNano(term.contribution)])),
    priors: terms.filter((term) => term.missing).map((term) => term.name),
    execution_judged: inputs.router.rows > 0,
  };
}

const TRADING_PARTS = namesOf((part) => part.readsRecord === true);
const ROUTER_PARTS = namesOf((part) => part.readsRouter === true);

function namesOf(isMeant: (part: ScorePart) => boolean): ReadonlySet<PartName> {
  return new Set(SCORE_PARTS.filter(isMeant).map(({ name }) => name));
}

// ⌊Σ ω·s / Σ ω⌋ in 1e-9; of parts that have no weight the plain mean.
function meanOf(names: ReadonlySet<PartName>, terms: readonly ScoreTerm[], { score }: Settings): number {
  const own = terms.filter(({ name }) => names.has(name));
  const total = own.reduce((sum, { name }) => sum + toMicro(score.weights[name]), 0);
  const weightOf = (name: PartName): number => (total === 0 ? 1 : toMicro(score.weights[name]));
  const weighed = own.reduce((sum, { name, units }) => sum + weightOf(name) * units, 0);
  return fromNano(Math.floor(weighed / (total === 0 ? own.length : total)));
}

function partsOf(entries: readonly (readonly [PartName, number])[]): PartNumbers {
  const blank = {
    edge: 0,
    hit_rate: 0,
    gain: 0,
    cost: 0,
    reliability: 0,
    tail: 0,
    latency: 0,
    liquidity: 0,
    volatility: 0,
  };
  return { ...blank, ...Object.fromEntries(entries) };
}
