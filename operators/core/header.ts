import { publicationIntervalMs, type RefreshedFile } from '../../src/model/fund/publication-interval';
import { durationMs, type Settings } from '../../src/model/fund/settings';
import type { FromProperties, FromSchema } from '../../src/model/schemas/from-schema';
import { closed, flag, number, numberOrNull, text, warningCodes } from '../../src/model/schemas/shapes';
import { isoUtc, SECOND } from '../../src/model/values/time';

const header = {
  generated_ts: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00$' },
  /** Epoch seconds. */
  updated_ts: number,
  as_of: text,
  /** Epoch seconds: later than this the file is stale, for a live that runs would have replaced it. */
  valid_until_ts: number,
  window: text,
  lookback_days: numberOrNull,
} as const;

const metadata = closed({ events_digest: text, config_digest: text, complete: flag, warnings: warningCodes });

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

/** What a file says of its moment. */
export type Stamp = Pick<Header, 'generated_ts' | 'updated_ts' | 'as_of' | 'valid_until_ts'>;

/** asOf in the forms the files carry, and how long a file of it is valid. */
export function stampOf(asOf: number, file: RefreshedFile, settings: Settings): Stamp {
  const iso = isoUtc(asOf);
  const updated_ts = asOf / SECOND;
  const valid_until_ts = validUntilTs(updated_ts, file, settings);
  return { generated_ts: iso, updated_ts, as_of: iso, valid_until_ts };
}

/** Epoch seconds at which live, if it runs, has published this file twice again: one publication may be late or left out. */
export function validUntilTs(updatedTs: number, file: RefreshedFile, settings: Settings): number {
  const asOf = Math.round(updatedTs * SECOND);
  const waitMs = 2 * publicationIntervalMs(file, settings) + durationMs(settings.lateness);
  return (asOf + waitMs) / SECOND;
}
