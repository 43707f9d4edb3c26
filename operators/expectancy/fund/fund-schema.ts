import {
  closed,
  count,
  mapOf,
  number,
  numberOrNull,
  orNull,
  rateOrNull,
  text,
} from '../../../src/model/schemas/shapes';
import { METRICS } from '../metrics/registry';

const day = {
  type: 'array',
  prefixItems: [text, number, count],
  items: false,
  minItems: 3,
  maxItems: 3,
} as const;
const dayNet = orNull(closed({ day: text, net_usd: number }));

/** The schema of `fund`: all trades of a window as one group, and by day. */
export const fundSchema = closed({
  ...METRICS.fields,
  daily: { type: 'array', items: day },
  sharpe_day: numberOrNull,
  sharpe_se: numberOrNull,
  worst_day: dayNet,
  best_day: dayNet,
  exposure: rateOrNull,
  reasons: mapOf(text),
});
