import type { Close } from '../../../src/model/event';
import { SHOWN_CONFLICTS, type FoundCounts } from '../symbol-ledger';
import type { LedgerSegment } from './ledger-segment';

/** What was found among the closes of all segments. */
export function foundIn(segments: readonly LedgerSegment[]): FoundCounts {
  const counts = { duplicates: 0, conflicts: 0, possibleDuplicates: 0, closeWithoutPnl: 0 };
  const conflicting: Close[] = [];
  for (const { findings } of segments) {
    counts.duplicates += findings.duplicates.length;
    counts.conflicts += findings.conflicting.length;
    counts.possibleDuplicates += findings.possibleDuplicates.length;
    counts.closeWithoutPnl += findings.withoutPnl.length;
    for (const close of findings.conflicting)
      if (conflicting.length < SHOWN_CONFLICTS) conflicting.push(close);
  }
  return { ...counts, conflicting };
}
