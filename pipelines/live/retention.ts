import { WorldError } from '../../src/io/files/failures';
import { durationMs, horizonMs } from '../../src/model/fund/settings';
import { DAY } from '../../src/model/values/time';
import type { Incidents } from '../../src/io/publish/incidents';
import type { Follower } from './follower';

/** What grows with time. Whoever does not write the journal does not prune it. */
interface Growing {
  readonly follower: Follower;
  readonly incidents: Incidents;
  readonly journal?: { prune(beforeMs: number): Promise<number> };
}

/**
 * Removes from the history and the journal what is older than the settings keep. Where the disk refuses, an incident
 * says so, and the next day tries again.
 */
export async function removeOld({ follower, journal, incidents }: Growing, nowMs: number): Promise<void> {
  const { settings } = follower.desk;
  const { ticked } = follower.publisher;
  try {
    await follower.trim(ticked - durationMs(settings.history_keep));
    const kept = Math.max(durationMs(settings.journal_keep), horizonMs(settings) + DAY);
    // With a horizon that never ends every segment counts.
    if (Number.isFinite(kept)) await journal?.prune(Math.min(nowMs, ticked) - kept);
  } catch (error) {
    if (!(error instanceof WorldError)) throw error;
    incidents.note('warn', 'trim', error.message);
  }
}
