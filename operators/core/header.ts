import type { FromProperties, FromSchema } from '../../src/model/schemas/from-schema';
import { closed, flag, number, numberOrNull, text, texts } from '../../src/model/schemas/shapes';
import { isoUtc, SECOND } from '../../src/model/values/time';

const header = {
  generated_ts: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00$' },
  /** Epoch seconds. */
  updated_ts: number,
  as_of: text,
  window: text,
  lookback_days: numberOrNull,
} as const;

const metadata = closed({ events_digest: text, config_digest: text, complete: flag, warnings: texts });

/** What every state file begins with. */
export type Header = FromProperties<typeof header>;

/** Where a file's numbers come from, and whether all of their input was there. */
export type Metadata = FromSchema<typeof metadata>;

/** The schema of a state file: a header, these properties, the metadata. */
export function stateFile<const P extends Readonly<Record<string, object>>>(
  name: string,
  title: string,
  properties: P,
) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:execution-intel:schema:${name}`,
    title,
    ...closed({ ...header, ...properties, metadata }),
  };
}

/** asOf in the forms the files carry. */
export function stampOf(asOf: number): Pick<Header, 'generated_ts' | 'updated_ts' | 'as_of'> {
  const iso = isoUtc(asOf);
  return { generated_ts: iso, updated_ts: asOf / SECOND, as_of: iso };
}
