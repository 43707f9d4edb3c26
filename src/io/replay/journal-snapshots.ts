import type { Batch } from '../../model/event';
import { rowSource, type RowSource } from './row-source';
import { arrivalBatch } from '../journal/arrival-batch';
import type { JournalReader } from '../journal/journal';
import { tickedCommits } from '../journal/journal-ticks';

// Not the source of the snapshot files, which is at its end before anything is read.
const SOURCE = 'journalled snapshots';

/**
 * The snapshots of a journal as a source for a replay of the raw logs: each may be used from the first tick on that
 * live could use it at. The watermark follows from the ticks that were due before.
 */
export function journalSnapshots(journal: JournalReader, onDamage: (message: string) => void): RowSource {
  return rowSource(SOURCE, snapshotBatches(journal, onDamage));
}

async function* snapshotBatches(
  journal: JournalReader,
  onDamage: (message: string) => void,
): AsyncGenerator<Batch, undefined> {
  for await (const part of tickedCommits(journal)) {
    if (part.kind === 'damage') onDamage(part.message);
    else
      for (const record of part.records)
        if (record.kind === 'snapshot') {
          const times = { visibleAfter: part.ticked, watermark: part.ticked + 1 };
          yield { ...arrivalBatch(record), source: SOURCE, ...times };
        }
  }
  return undefined;
}
