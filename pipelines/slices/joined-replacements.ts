import { STATE_FILES, STATE_KEYS, type StateFileKey } from '../../operators/files/state-files';
import type { SliceRecord } from '../../src/io/slices/slice-record';
import { isoUtc } from '../../src/model/values/time';
import { isRestamp } from '../publish/write-plan';

type Replacements = SliceRecord['first'];

/** What becomes of the lines of a slice that follows others. */
export interface JoinedReplacements {
  /** First replacements of the slice that the whole history does not have, as `file as_of`. */
  readonly dropped: ReadonlySet<string>;
  /** Those of them that the end of the history has, as its last. */
  readonly atEnd: readonly string[];
  /** What was last replaced then. */
  readonly last: Replacements;
}

/**
 * A slice replaces each file at its first tick, since it knows of none before. In the whole history only those are
 * replaced that changed or are to be stamped anew.
 */
export function joinedReplacements(before: Replacements, slice: SliceRecord): JoinedReplacements {
  const { republish_ms } = slice.common;
  const dropped = new Set<string>();
  const atEnd: string[] = [];
  const last = { ...before, ...slice.last };
  for (const key of STATE_KEYS) {
    const [known, first] = [before[key], slice.first[key]];
    if (known === undefined || first === undefined) continue;
    if (known.content !== first.content || isRestamp(known.as_of_ts, first.as_of_ts, republish_ms)) continue;
    const line = replacement(key, first.as_of_ts);
    dropped.add(line);
    if (slice.last[key]?.as_of_ts === first.as_of_ts) last[key] = known;
    // The last frame of a history is always noted, after what it replaced.
    if (slice.is_last && first.as_of_ts === slice.last_tick_ts) atEnd.push(line);
  }
  return { dropped, atEnd, last };
}

function replacement(key: StateFileKey, asOf: number): string {
  return `${STATE_FILES[key]} ${isoUtc(asOf)}`;
}
