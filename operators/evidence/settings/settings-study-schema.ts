import {
  closed,
  count,
  countOrNull,
  listOf,
  mapOf,
  number,
  numberOrNull,
  rateOrNull,
  text,
  textOrNull,
} from '../../../src/model/schemas/shapes';
import { inferredSchema, reasoned } from '../value/inference-schema';

const setting = {
  mean_m: numberOrNull,
  net_r: number,
  sharpe_day: numberOrNull,
  sharpe_se: numberOrNull,
  psr0: rateOrNull,
  dsr: rateOrNull,
};

/** `settings_study` of the evaluation. */
export const settingsStudySchema = closed({
  trades: count,
  days: count,
  traded_r: number,
  default: reasoned(setting),
  nested: reasoned({
    ...setting,
    over_default: inferredSchema,
    weeks: listOf(closed({ from: text, setting: text, known: count, entered: count })),
  }),
  best_in_hindsight: reasoned({ ...setting, setting: text }),
  rank_of_default: count,
  tried: count,
  reality_check: reasoned({
    best: textOrNull,
    statistic: numberOrNull,
    p: rateOrNull,
    block: countOrNull,
  }),
  settings: mapOf(reasoned(setting)),
});
