import type { JsonObject } from '../../model/values/json';
import type { EvidenceSummary } from './evidence';
import type { StateProblem } from './page-model';

/** What is known beside the state files themselves. Time is an argument here as everywhere. */
export interface Circumstances {
  readonly nowMs: number;
  /** From this age on data is stale. */
  readonly staleAfterMs: number;
  /** The present `intel_status.json`, and whether its process lives; undefined where live never ran. */
  readonly live?: { readonly status: JsonObject; readonly running: boolean } | undefined;
  /** What was found wrong while reading the files. */
  readonly fileProblems?: readonly StateProblem[] | undefined;
  /** What an evaluation beside the state files says. */
  readonly evidence?: EvidenceSummary | undefined;
  /** The moments of the history, the oldest first. */
  readonly frames?: readonly number[] | undefined;
  /** The moment of the history that the files are of; undefined: they are the present files. */
  readonly atMs?: number | undefined;
}
