import { RISK_MODES } from '../../src/model/fund/risk-mode';
import type { FromSchema } from '../../src/model/schemas/from-schema';
import {
  closed,
  count,
  number,
  numberOrNull,
  orNull,
  rate,
  rateOrNull,
  text,
  type WordSchema,
} from '../../src/model/schemas/shapes';
import { QUALITIES } from '../router/router-class';

/** Why a symbol or strategy has no part in the allocation, whatever it has earned. */
export type Exclusion = 'disabled' | 'not_in_universe' | 'not_in_registry';

export type PhiBinding =
  | Exclusion
  | 'no_score'
  | 'edge_below_min'
  | 'no_risk_basis'
  | 'score_below_lo'
  | 'score'
  | 'score_above_hi'
  | 'probe_floor'
  | 'probe_ramp';

type WeightBinding = PhiBinding | 'no_cap' | 'equity_unknown' | 'mode' | 'budget' | 'router_quality';

const phiBinding: WordSchema<PhiBinding> = text;
const weightBinding: WordSchema<WeightBinding> = text;
const navCapBinding: WordSchema<'growth' | 'ceiling' | 'floor'> = text;
const tradeCapBinding: WordSchema<'growth' | 'max_nav'> = text;
const concurrencyBinding: WordSchema<'phi' | 'mode' | 'least'> = text;

const phi = closed({
  score: rateOrNull,
  edge: rateOrNull,
  edge_min: rate,
  count,
  known_r: count,
  trusted_trades: count,
  lo: rate,
  hi: rate,
  phi_min: rate,
  /** clamp((score − lo)/(hi − lo), 0, 1). */
  linear: rate,
  before_quality: rate,
  quality: orNull({ enum: QUALITIES }),
  quality_factor: rate,
  phi: rate,
  binding: phiBinding,
});

const weight = closed({
  /** min(cap, ceiling); null without a cap. */
  base: numberOrNull,
  phi: rate,
  raw: number,
  /** Σ raw of all candidates. */
  total_raw: number,
  mode: { enum: RISK_MODES },
  k: rate,
  budget: rate,
  by_mode: number,
  by_budget: number,
  weight: rateOrNull,
  binding: weightBinding,
});

const navCap = closed({
  cap: number,
  g: number,
  ceiling: number,
  k: rate,
  /** min(min_cap, cap, ceiling). */
  floor: number,
  value: number,
  binding: navCapBinding,
});

const tradeCap = closed({
  current: number,
  g: number,
  k: rate,
  max_nav: numberOrNull,
  value: number,
  binding: tradeCapBinding,
});

const concurrency = closed({
  current: count,
  k: rate,
  phi: rate,
  least: count,
  value: count,
  binding: concurrencyBinding,
});

export const allocationTerms = closed({
  phi,
  weight,
  max_nav: orNull(navCap),
  max_trade_nav: orNull(tradeCap),
  max_concurrent: orNull(concurrency),
});

export const strategyTerms = closed({ phi, weight, max_concurrent: orNull(concurrency) });

/** How much of its cap a symbol has earned, in 0..1, before and after router quality. */
export type PhiTerms = FromSchema<typeof phi>;
export type WeightTerms = FromSchema<typeof weight>;
export type NavCapTerms = FromSchema<typeof navCap>;
export type TradeCapTerms = FromSchema<typeof tradeCap>;
export type ConcurrencyTerms = FromSchema<typeof concurrency>;

/** Every term of a row: recomputing from these gives the suggested numbers exactly. */
export type AllocationTerms = FromSchema<typeof allocationTerms>;
