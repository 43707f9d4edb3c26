import type { Health } from '../../src/io/publish/health';
import type { LiveSources } from '../../src/io/follow/live-sources';
import type { ClockReading } from '../../src/io/follow/waker';
import type { Desk } from '../../src/model/fund/desk';
import type { Gates } from '../../src/model/fund/gates';
import { isoUtc } from '../../src/model/values/time';
import type { CommitQueue } from './commit-queue';
import type { LiveParts } from './open-live';

/** What changes with the config, and what was done since the start. */
export interface LiveState {
  readonly gates: Gates;
  readonly sources: LiveSources;
  readonly commits: CommitQueue;
  readonly desk: Desk;
  readonly recordsReadBack: number;
}

/** How live is doing. */
export function liveHealth(parts: LiveParts, state: LiveState, { wallMs }: ClockReading): Health {
  const { journal, outputs, incidents, publisher } = parts;
  const { gates, sources, commits, desk, recordsReadBack } = state;
  return {
    written: isoUtc(wallMs),
    state: Object.keys(incidents.open).length > 0 ? 'degraded' : 'live',
    gates,
    ...publisher.health(),
    ...sources.health(wallMs),
    journal: {
      commits: journal.state.seq,
      bytes: journal.bytes,
      commit_failures: commits.failures,
      records_read_back: recordsReadBack,
    },
    quarantined: outputs.quarantined,
    config_digest: desk.digest,
    warnings: incidents.open,
  };
}
