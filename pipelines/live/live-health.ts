import type { ClockReading } from '../../src/io/follow/waker';
import type { Health } from '../../src/io/publish/health';
import { isoUtc } from '../../src/model/values/time';
import { rowsAhead } from './clock-trouble';
import type { LiveOptions, LiveParts } from './open-live';

/** How live is doing. */
export function liveHealth(parts: LiveParts, options: LiveOptions, clock: ClockReading): Health {
  const { quarantine, incidents, ingest, follower, otherWriter } = parts;
  return {
    written: isoUtc(clock.wallMs),
    state: Object.keys(incidents.open).length > 0 ? 'degraded' : 'live',
    gates: options.gates,
    ...follower.publisher.health(),
    ...ingest.sources.health(clock.wallMs),
    journal: journalHealth(parts),
    rows_ahead: rowsAhead(follower, clock.steadyMs).length,
    ...quarantine.health,
    other_writes: otherWriter.writes,
    config_digest: follower.desk.digest,
    incidents_told: options.incidentsTold === true,
    warnings: incidents.open,
  };
}

function journalHealth({ journal, ingest, follower }: LiveParts): Health['journal'] {
  return {
    commits: journal.state.seq,
    bytes: journal.bytes,
    commit_failures: ingest.failures,
    records_read_back: follower.recordsReadBack,
  };
}
