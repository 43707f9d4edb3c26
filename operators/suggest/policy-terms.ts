import { RISK_MODES } from '../../src/model/fund/risk-mode';
import type { FromSchema } from '../../src/model/schemas/from-schema';
import {
  closed,
  count,
  flag,
  number,
  numberOrNull,
  rate,
  rateOrNull,
  text,
  type WordSchema,
} from '../../src/model/schemas/shapes';

export type BiasBinding =
  'too_few_rows' | 'no_clear_advantage' | 'makers_do_not_fill' | 'step' | 'bound' | 'frozen';

export type OffsetBinding =
  'too_few_rows' | 'fill_rate_near_target' | 'defensive' | 'step' | 'bound' | 'frozen';

export type MakerFirstBinding =
  | 'too_few_rows'
  | 'quality_allows_no_change'
  | 'cost_says_opposite'
  | 'defensive_cost'
  | 'quality_broken'
  | 'quality_good';

const biasBinding: WordSchema<BiasBinding> = text;
const offsetBinding: WordSchema<OffsetBinding> = text;
const makerFirstBinding: WordSchema<MakerFirstBinding> = text;

const bias = closed({
  current: number,
  maker_rows: count,
  taker_rows: count,
  /** C_M: expected cost of starting as maker, in bps. */
  maker_cost_bps: numberOrNull,
  /** C_T: expected cost of starting as taker, in bps. */
  taker_cost_bps: numberOrNull,
  /** A = C_T − C_M. */
  advantage_bps: numberOrNull,
  standard_error_bps: numberOrNull,
  threshold_bps: numberOrNull,
  /** Of the maker attempts; above a half, makers that are cheaper say nothing. */
  unfilled_maker_share: rateOrNull,
  step: number,
  /** Share of the step taken: min(1, |A|/full step). */
  step_share: rate,
  low: number,
  high: number,
  proposed: number,
  binding: biasBinding,
});

const offset = closed({
  current: number,
  rows: count,
  filled: count,
  fill_rate: rate,
  target: rate,
  gap: number,
  standard_error: number,
  step: number,
  step_share: rate,
  low: number,
  high: number,
  proposed: number,
  binding: offsetBinding,
});

const makerFirst = closed({
  current: flag,
  slippage_rows: count,
  proposed: flag,
  binding: makerFirstBinding,
});

export const policyExplanation = closed({
  risk_mode: { enum: RISK_MODES },
  bias,
  offset,
  maker_first: makerFirst,
  expected_cost_bps: closed({ current: numberOrNull, proposed: numberOrNull }),
});

export type BiasTerms = FromSchema<typeof bias>;
export type OffsetTerms = FromSchema<typeof offset>;
export type MakerFirstTerms = FromSchema<typeof makerFirst>;

/** Every term of a policy suggestion: recomputing from these gives the proposed numbers exactly (`recompute…`). */
export type PolicyExplanation = FromSchema<typeof policyExplanation>;
