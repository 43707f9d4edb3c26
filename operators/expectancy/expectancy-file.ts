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
import { fundSchema } from './fund/fund-schema';
import { CUT_METRICS, METRICS } from './metrics/registry';
import type { WindowView } from './window-measure';

/** `expectancy_v6.json`: the primary window at the top, and every window by name. */
export interface ExpectancyFile extends Header, WindowView {
  readonly lookback_hours: number | null;
  readonly windows: Readonly<Record<string, WindowView>>;
  readonly metadata: Metadata;
}

const reasons = mapOf(text);

function group(
  fields: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
): object {
  const base = closed({ ...fields, r_interval_adjusted: intervalOrNull, clears_bar: flag, reasons });
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
  group: group(METRICS.fields, { pooled }),
  symbol_group: group(METRICS.fields, { curve, pooled }),
  cut_group: group(CUT_METRICS.fields, { pooled }),
  size_group: group({ ...CUT_METRICS.fields, notional_usd: intervalOrNull }),
  fund: fundSchema,
};

const ref = (name: keyof typeof groupDefinitions): object => ({ $ref: `#/$defs/${name}` });
const keyed = (pattern: string, name: keyof typeof groupDefinitions): object => ({
  type: 'object',
  propertyNames: { pattern },
  additionalProperties: ref(name),
});

const windowGroups = {
  sample_count: count,
  fund: ref('fund'),
  symbols: mapOf(ref('symbol_group')),
  strategies: mapOf(ref('group')),
  symbol_strategies: mapOf(ref('group')),
  regimes: mapOf(ref('group')),
  hours: keyed('^(1?[0-9]|2[0-3])$', 'group'),
  policy_qualities: mapOf(ref('group')),
  taker_biases: mapOf(ref('group')),
  sides: keyed('^(long|short|unknown)$', 'cut_group'),
  exit_reasons: mapOf(ref('cut_group')),
  venues: mapOf(ref('cut_group')),
  months: mapOf(ref('cut_group')),
  weekdays: keyed('^(mon|tue|wed|thu|fri|sat|sun)$', 'cut_group'),
  sizes: keyed('^(q[1-4]|unknown)$', 'size_group'),
  holding_times: keyed('^(under_5m|5m_1h|1h_4h|4h_24h|over_24h|unknown)$', 'cut_group'),
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
      ...stampOf(asOf, 'expectancy', desk.settings),
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
