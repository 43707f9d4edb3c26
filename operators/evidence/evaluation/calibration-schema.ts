import {
  closed,
  count,
  intervalOrNull,
  listOf,
  numberOrNull,
  rate,
  rateOrNull,
} from '../../../src/model/schemas/shapes';
import { reasoned } from '../value/inference-schema';

const bin = closed({ lo: rate, hi: rate, n: count, mean_p: rate, share: rate, interval: intervalOrNull });
const brier = reasoned({
  n: count,
  brier: numberOrNull,
  base_rate: rateOrNull,
  reliability: numberOrNull,
  resolution: numberOrNull,
  uncertainty: numberOrNull,
  within: numberOrNull,
  skill: numberOrNull,
  bins: listOf(bin),
  brier_half: numberOrNull,
  brier_prior: numberOrNull,
});
const covered = closed({ n: count, share: rateOrNull, interval: intervalOrNull });
/** How the claims of the advice turned out. */
export const calibrationSchema = closed({
  edge: brier,
  p_dd: brier,
  p_mean: brier,
  intervals: closed({ next_mean: covered, prediction: covered, true_edge: covered }),
  rank_ic: reasoned({
    epochs: count,
    mean: numberOrNull,
    lo: numberOrNull,
    hi: numberOrNull,
  }),
});
