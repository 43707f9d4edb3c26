import { isoUtc, SECOND } from '../../src/model/values/time';

/** Where a file's numbers come from, and whether all of their input was there. */
export interface Metadata {
  readonly events_digest: string;
  readonly config_digest: string;
  readonly complete: boolean;
  readonly warnings: readonly string[];
}

/** What every state file begins with. */
export interface Header {
  readonly generated_ts: string;
  /** Epoch seconds. */
  readonly updated_ts: number;
  readonly as_of: string;
  readonly window: string;
  readonly lookback_days: number | null;
}

/** asOf in the forms the files carry. */
export function stampOf(asOf: number): Pick<Header, 'generated_ts' | 'updated_ts' | 'as_of'> {
  const iso = isoUtc(asOf);
  return { generated_ts: iso, updated_ts: asOf / SECOND, as_of: iso };
}
