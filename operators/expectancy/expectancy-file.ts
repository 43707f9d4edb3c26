import type { Desk } from '../../src/model/fund/desk';
import { rounded } from '../../src/model/math/round';
import { primaryWindow } from '../../src/model/fund/settings';
import { lookbackDays, lookbackHours } from '../../src/model/values/window';
import type { ExpectancyView } from './measure-expectancy';
import type { Provenance } from '../provenance/measure-provenance';
import { metadataOf } from '../provenance/metadata';
import { stampOf, stateFile, type Header, type Metadata } from '../core/header';
import {
  closed,
  count,
  flag,
  intervalOrNull,
  mapOf,
  number,
  numberOrNull,
  text,
} from '../../src/model/schemas/shapes';
import { expectancyWarnings } from './expectancy-warnings';
import { METRICS } from './metrics/registry';
import type { WindowView } from './window-measure';

/** `expectancy_v6.json`: the primary window at the top, and every window by name. */
export interface ExpectancyFile extends Header, WindowView {
  readonly lookback_hours: number | null;
  readonly windows: Readonly<Record<string, WindowView>>;
  readonly metadata: Metadata;
}

function group(optional: Readonly<Record<string, object>>): object {
  const base = closed({ ...METRICS.fields, reasons: mapOf(text) });
  return { ...base, properties: { ...base.properties, ...optional } };
}

const curve = {
  type: 'array',
  maxItems: 500,
  items: { type: 'array', items: number, minItems: 3, maxItems: 3 },
};

// The groups of every window by what they carry beyond the common numbers: named once, referred to everywhere.
const pooled = closed({ names: count, example: text });
const groupDefinitions = {
  group: group({ pooled }),
  symbol_group: group({ curve, pooled }),
  barred_group: group({ r_interval_adjusted: intervalOrNull, clears_bar: flag }),
};

const ref = (name: keyof typeof groupDefinitions): object => ({ $ref: `#/$defs/${name}` });

const windowGroups = {
  sample_count: count,
  symbols: mapOf(ref('symbol_group')),
  strategies: mapOf(ref('group')),
  symbol_strategies: mapOf(ref('group')),
  regimes: mapOf(ref('barred_group')),
  hours: {
    type: 'object',
    propertyNames: { pattern: '^(1?[0-9]|2[0-3])$' },
    additionalProperties: ref('barred_group'),
  },
  policy_qualities: mapOf(ref('group')),
  taker_biases: mapOf(ref('group')),
};

/** Its fields follow from the metrics, as its type does. */
export const expectancySchema = {
  ...stateFile('expectancy_v6', 'Expectancy net of costs, by group and window', {
    lookback_hours: numberOrNull,
    ...windowGroups,
    windows: mapOf(closed(windowGroups)),
  }),
  $defs: groupDefinitions,
};

/** expectancy_v6.json: the primary window at the top, every window below. */
export function publishExpectancy(
  { expectancy, provenance }: { readonly expectancy: ExpectancyView; readonly provenance: Provenance },
  asOf: number,
  desk: Desk,
): ExpectancyFile {
  const window = primaryWindow(desk.settings);
  return {
    ...rounded({
      ...stampOf(asOf),
      window: window.name,
      lookback_days: lookbackDays(window),
      lookback_hours: lookbackHours(window),
    }),
    // Rounded when they were measured.
    ...expectancy.primary,
    windows: expectancy.windows,
    metadata: metadataOf(provenance, desk.digest, expectancyWarnings(expectancy, desk.settings)),
  };
}
