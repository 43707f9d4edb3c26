import { METRICS } from '../metrics/registry';
import { mapOf } from './common';
import { closed, count, flag, intervalOrNull, number, text } from '../../src/model/schemas/shapes';

/** A window’s groups. */

function group(optional: Readonly<Record<string, object>>): object {
  const base = closed({ ...METRICS.fields, reasons: mapOf(text) });
  return { ...base, properties: { ...base.properties, ...optional } };
}

const curve = {
  type: 'array',
  maxItems: 500,
  items: { type: 'array', items: number, minItems: 3, maxItems: 3 },
};
const barred = group({ r_interval_adjusted: intervalOrNull, clears_bar: flag });
const plain = group({});

export const windowGroups = {
  sample_count: count,
  symbols: mapOf(group({ curve })),
  strategies: mapOf(plain),
  symbol_strategies: mapOf(plain),
  regimes: mapOf(barred),
  hours: { type: 'object', propertyNames: { pattern: '^(1?[0-9]|2[0-3])$' }, additionalProperties: barred },
  policy_qualities: mapOf(plain),
  taker_biases: mapOf(plain),
};
