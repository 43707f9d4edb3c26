import { RISK_MODES } from '../../../src/model/fund/risk-mode';
import type { FromSchema } from '../../../src/model/schemas/from-schema';
import {
  closed,
  count,
  countOrNull,
  flag,
  number,
  numberOrNull,
  orNull,
  rate,
  rateOrNull,
  text,
  type WordSchema,
} from '../../../src/model/schemas/shapes';
import { QUALITIES } from '../../router/router-class';

/** Why a symbol or strategy has no part in the allocation, whatever it has earned. */
export const EXCLUSIONS = ['disabled', 'restricted', 'status', 'not_in_universe', 'not_in_registry'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

export type PhiBinding =
  | Exclusion
  | 'no_score'
  | 'edge_below_min'
  | 'usd_edge_below_min'
  | 'no_risk_basis'
  | 'usd_losing'
  | 'score_below_lo'
  | 'score'
  | 'score_above_hi'
  | 'probe_floor'
  | 'probe_ramp';

export type WeightBinding =
  | PhiBinding
  | 'no_cap'
  | 'cap_is_zero'
  | 'equity_unknown'
  | 'raised_to_min_notional'
  | 'cannot_probe'
  | 'below_min_notional'
  | 'mode'
  | 'budget'
  | 'router_quality';

const phiBinding: WordSchema<PhiBinding> = text;
const weightBinding: WordSchema<WeightBinding> = text;
const navCapBinding: WordSchema<'growth' | 'ceiling' | 'weight' | 'floor'> = text;
const tradeCapBinding: WordSchema<'growth' | 'weight' | 'max_nav'> = text;
const concurrencyBinding: WordSchema<'phi' | 'mode' | 'least'> = text;

const phi = closed({
  score: rateOrNull,
  edge: rateOrNull,
  edge_usd: rateOrNull,
  edge_min: rate,
  count,
  known_r: count,
  /** Positions of unknown R that are too small to ask for one: they are left out of the count. */
  dust_unknown_r: count,
  usd_losing: flag,
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
  trade_cap: numberOrNull,
  phi: rate,
  /** ⌊base·phi⌋; 0 where a cap of 0 allows no position. */
  raw: number,
  mode: { enum: RISK_MODES },
  k: rate,
  mode_budget: rate,
  max_gross: numberOrNull,
  /** min(mode_budget, max_gross). */
  budget: rate,
  equity_usd: numberOrNull,
  min_notional_usd: numberOrNull,
  /** The minimum order as a share of equity, rounded up; null where there is none. */
  min_weight: numberOrNull,
  /** Place among those that may hold the minimum order, the smallest sample first; null = may not. */
  rank: countOrNull,
  /** The most that may be set aside for minimum orders. */
  reservable: rate,
  /** ⌊reservable/min_weight⌋: how many of them have the right to it. */
  rights: countOrNull,
  /** The minimum order is set aside for it. */
  reserved: flag,
  /** What is set aside for all of them together. */
  reserved_total: number,
  /** Σ raw of the others. */
  total_raw: number,
  by_mode: number,
  by_budget: number,
  /** ⌊base·k⌋: the most that the minimum order may raise a weight to. */
  room: number,
  weight: rateOrNull,
  binding: weightBinding,
});

const navCap = closed({
  cap: number,
  g: number,
  ceiling: number,
  k: rate,
  weight: rate,
  /** min(min_cap, cap, ceiling). */
  floor: number,
  value: number,
  binding: navCapBinding,
});

const tradeCap = closed({
  current: number,
  g: number,
  k: rate,
  weight: rate,
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
