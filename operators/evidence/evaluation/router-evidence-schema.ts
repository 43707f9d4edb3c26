import {
  closed,
  count,
  countOrNull,
  flag,
  flagOrNull,
  listOf,
  mapOf,
  number,
  numberOrNull,
  text,
  textOrNull,
} from '../../../src/model/schemas/shapes';
import { reasoned } from '../value/inference-schema';

const costPolicy = closed({ maker_first: flag, taker_bias: number, offset_bps: number });
const change = reasoned({
  symbol: text,
  ts: number,
  before: costPolicy,
  after: costPolicy,
  rows_before: count,
  rows_after: count,
  shift_bps: numberOrNull,
  controls: count,
  control_shift_bps: numberOrNull,
  effect_bps: numberOrNull,
  se_bps: numberOrNull,
  df: countOrNull,
  lo: numberOrNull,
  hi: numberOrNull,
  shown: flagOrNull,
  predicted_bps: numberOrNull,
  as_predicted: flagOrNull,
});
const experiment = reasoned({
  sigma_bps: numberOrNull,
  design_effect: numberOrNull,
  rows_per_arm: countOrNull,
  days: countOrNull,
});

/** What the logs say of the router's advice, and what an experiment would need. */
export const routerEvidenceSchema = closed({
  changes: listOf(change),
  cannot_be_judged: textOrNull,
  experiment: mapOf(experiment),
});
