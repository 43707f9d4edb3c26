import { WorldError } from '../../src/io/files/failures';
import { durationMs, horizonMs, type Settings } from '../../src/model/fund/settings';
import { DAY, isoUtc } from '../../src/model/values/time';
import type { LiveParts } from './open-live';

/** Trims once a day, at the start, and when the quarantine is full. */
export class Retention {
  private day = '';

  /**
   * Trims if it is time to. The commit before leaves nothing that a crash in between would have us write twice; the one
   * that follows notes the new lengths. False: the disk would not take one of them.
   */
  async run(
    parts: LiveParts,
    settings: Settings,
    wallMs: number,
    commit: () => Promise<boolean>,
  ): Promise<boolean> {
    const day = isoUtc(wallMs).slice(0, 10);
    if (day === this.day && !parts.outputs.isFull) return true;
    if (!(await commit())) return false;
    this.day = day;
    await applyRetention(parts, settings, wallMs);
    return commit();
  }
}

/**
 * Takes off the histories, the quarantine and the journal what is older than the settings keep. What the disk refuses
 * is noted: it goes another day.
 */
async function applyRetention(
  { outputs, journal, publisher, incidents }: LiveParts,
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
