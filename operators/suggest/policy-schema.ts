import { mode } from '../core/common-schema';
import { closed, count, flag, number, numberOrNull, rate, text } from '../../src/model/schemas/shapes';

export const policyExplanation = closed({
  risk_mode: mode,
  bias: closed({
    current: number,
    maker_rows: count,
    taker_rows: count,
    maker_cost_bps: numberOrNull,
    taker_cost_bps: numberOrNull,
    advantage_bps: numberOrNull,
    standard_error_bps: numberOrNull,
    threshold_bps: numberOrNull,
    step: number,
    step_share: rate,
    low: number,
    high: number,
    proposed: number,
    binding: text,
  }),
  offset: closed({
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
    binding: text,
  }),
  maker_first: closed({ current: flag, slippage_rows: count, proposed: flag, binding: text }),
  expected_cost_bps: closed({ current: numberOrNull, proposed: numberOrNull }),
});
