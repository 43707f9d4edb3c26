import { isoUtc } from '../../model/values/time';
import { UsageError } from '../files/failures';
import type { JournalState } from '../journal/journal-records';
import { readStandingFile } from './standing-file';

/**
 * Refuses a journal that is not the one that the files of a directory are made of. One that has only begun takes the
 * place of another that was removed.
 */
export async function refuseOtherJournal(
  outDir: string,
  journalDir: string,
  { begun, seq }: JournalState,
): Promise<void> {
  const noted = await readStandingFile(outDir);
  if (noted === undefined || 'damage' in noted || noted.begun === undefined || begun === undefined) return;
  if (noted.begun === begun || seq <= 1) return;
  throw new UsageError(
    `${journalDir} holds a journal that begins at ${isoUtc(begun)}, and the files in ${outDir} are made of one that begins at ${isoUtc(noted.begun)}: put that one back, or move the files away`,
  );
}
