import { WorldError } from '../src/io/failures';
import { durationMs, horizonMs, type Settings } from '../src/model/settings';
import { DAY, isoUtc } from '../src/model/time';
import type { Parts } from './stream-parts';

/** Says when it is time to trim: once a day, at the start, and when the quarantine is full. */
export class Trimming {
  private day = '';

  isDue({ outputs }: Parts, wallMs: number): boolean {
    return isoUtc(wallMs).slice(0, 10) !== this.day || outputs.isFull;
  }

  isDone(wallMs: number): void {
    this.day = isoUtc(wallMs).slice(0, 10);
  }
}

/**
 * Takes off the histories, the quarantine and the journal what is older than the settings keep. What the disk refuses
 * is noted: it goes another day.
 */
export async function trimOld(
  { outputs, journal, publisher, incidents }: Parts,
  settings: Settings,
  wallMs: number,
): Promise<void> {
  const { ticked } = publisher;
  try {
    await outputs.trim(ticked - durationMs(settings.history_keep));
    const kept = Math.max(durationMs(settings.journal_keep), horizonMs(settings) + DAY);
    await journal.prune(Math.min(wallMs, ticked) - kept);
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    incidents.note('warn', 'trim', error.message);
  }
}
