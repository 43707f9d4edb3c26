import type { ClockReading } from '../../src/io/follow/waker';
import type { HostJournal } from '../../src/io/log/host/host-journal';
import type { ShipHealth, ShipReport } from '../../src/io/publish/health';
import type { Incidents } from '../../src/io/publish/incidents';
import type { LiveQuarantine } from '../../src/io/publish/live-quarantine';
import { isoUtc } from '../../src/model/values/time';
import type { Shipping } from './shipping';

/** Who ships, and whether it can. */
interface ShipFacts extends Pick<ShipReport, 'host' | 'by'> {
  readonly incidentsTold: boolean;
  readonly isHeld: boolean;
  readonly unreachedMs: number | undefined;
}

/** What there is of it so far. */
interface ShipParts {
  readonly incidents: Incidents;
  readonly journal: HostJournal | undefined;
  readonly shipping: Shipping | undefined;
  readonly quarantine: LiveQuarantine | undefined;
}

const NO_COUNTS: HostJournal['counts'] = { retried: 0, stale: 0, adopted: 0, refused: 0 };

/** How a ship is doing. */
export function shipHealth(
  { host, by, incidentsTold, isHeld, unreachedMs }: ShipFacts,
  { incidents, journal, shipping, quarantine }: ShipParts,
  { wallMs }: ClockReading,
): ShipHealth {
  const { seq = 0, at = 0, config } = journal?.state ?? {};
  return {
    written: isoUtc(wallMs),
    state: Object.keys(incidents.open).length > 0 ? 'degraded' : 'live',
    ship: {
      ...{ host, by, turn: isHeld ? 'held' : 'waiting' },
      standing: journal === undefined ? null : journal.isNamed ? journal.host.standing : 'not_named',
      last_commit: seq === 0 ? null : isoUtc(at),
      unreached_since: unreachedMs === undefined ? null : isoUtc(unreachedMs),
      ...(journal?.counts ?? NO_COUNTS),
    },
    ...(shipping?.ingest.sources.health(wallMs) ?? { sources: {}, snapshots: {} }),
    journal: { commits: seq, commit_failures: shipping?.ingest.failures ?? 0 },
    ...(quarantine?.health ?? { quarantined: 0, quarantined_by_reason: {} }),
    config_digest: config?.digest ?? null,
    incidents_told: incidentsTold,
    warnings: incidents.open,
  };
}
