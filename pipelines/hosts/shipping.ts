import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading, WakeSignal } from '../../src/io/follow/waker';
import type { HostJournal } from '../../src/io/log/host/host-journal';
import type { FundRecord } from '../../src/io/log/log-records';
import type { Incidents } from '../../src/io/publish/incidents';
import type { LiveQuarantine } from '../../src/io/publish/live-quarantine';
import { settingsFrom, type Settings } from '../../src/model/fund/settings';
import { Ingest, type IngestLimits } from '../live/ingest';
import { IngestLoop } from '../live/ingest-loop';

/** The most chars of lines in a commit: packed, it fits into a message of any log. */
const MOST_CHARS = 512 * 1024;
const LAG_MS = 10_000;

/** The settings by which a host reads its logs; of the others it knows nothing. */
const READ_BY = ['backups', 'tick', 'lateness', 'max_line_bytes', 'max_future_s'] as const;

export interface ShippingParts {
  readonly host: string;
  readonly logs: string;
  readonly journal: HostJournal;
  readonly quarantine: LiveQuarantine;
  readonly incidents: Incidents;
  readonly waker: WakeSignal | undefined;
  /** Between the commits of a long backlog. False: it is time to stop. */
  readonly goesOn: () => Promise<boolean>;
}

/** Ships: reads the logs of a host by the fund's record, and commits what arrives. */
export class Shipping {
  readonly ingest: Ingest;
  private readonly loop: IngestLoop;
  private readonly lag = new Throttle(LAG_MS);
  private snapshotTurns: number;

  constructor(
    private readonly parts: ShippingParts,
    private fund: FundRecord,
  ) {
    this.snapshotTurns = parts.journal.snapshotTurns;
    const { host, logs, journal, quarantine, incidents, waker, goesOn } = parts;
    this.ingest = new Ingest(logs, journal, quarantine, incidents, fund.config, limitsOf(fund, host));
    const taker = { isReady: () => Promise.resolve(true), take: () => Promise.resolve(), goesOn };
    this.loop = new IngestLoop(this.ingest, taker, waker);
  }

  get settings(): Settings {
    return settingsOf(this.fund);
  }

  /** Looks once, and commits what it is time to; by another record of the fund as soon as all that was read is committed. */
  async cycle(clock: ClockReading): Promise<void> {
    const isCommitted = await this.loop.commitGathered(clock);
    if (isCommitted && (await this.follow(clock)))
      await this.loop.look(this.parts.waker?.readClock() ?? clock);
    else await this.wait(clock);
  }

  /** While the log takes nothing: the logs are not read, and may be rotated away. */
  async wait({ steadyMs }: ClockReading): Promise<void> {
    const { bookmarks } = this.parts.journal.state;
    if (this.lag.isDue(steadyMs)) await this.ingest.sources.lookForLag(bookmarks);
  }

  /** Commits all that was read. False: the log did not take it. */
  drain(clock: ClockReading): Promise<boolean> {
    return this.loop.drain(clock);
  }

  close(): Promise<void> {
    return this.ingest.sources.close();
  }

  // False: what was read by the earlier record is not committed yet.
  private async follow(clock: ClockReading): Promise<boolean> {
    const { host, journal } = this.parts;
    const { fund = this.fund } = journal;
    if (fund === this.fund) return true;
    const { snapshotTurns } = journal;
    // Named again after another host, it sends all of its snapshots again.
    const isNamedAgain = snapshotTurns !== this.snapshotTurns && fund.snapshots_from === host;
    if (isNamedAgain || readingBy(fund, host) !== readingBy(this.fund, host)) {
      if (!(await this.drain(clock))) return false;
      await this.ingest.useConfig(fund.config, limitsOf(fund, host));
    }
    this.fund = fund;
    this.snapshotTurns = snapshotTurns;
    return true;
  }
}

function limitsOf({ snapshots_from }: FundRecord, host: string): IngestLimits {
  return { mostChars: MOST_CHARS, readsSnapshots: snapshots_from === host };
}

function readingBy(fund: FundRecord, host: string): string {
  const settings = settingsOf(fund);
  return JSON.stringify([limitsOf(fund, host), ...READ_BY.map((name) => settings[name])]);
}

function settingsOf({ config }: FundRecord): Settings {
  return settingsFrom(config.files.settings);
}
