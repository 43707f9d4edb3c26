import { Arrivals } from '../../src/io/follow/arrivals';
import { LiveSources } from '../../src/io/follow/live-sources';
import type { ClockReading } from '../../src/io/follow/waker';
import type { CommitFacts, JournalWriter } from '../../src/io/journal/journal';
import type { Arrival, ConfigRecord } from '../../src/io/journal/journal-records';
import type { Incidents } from '../../src/io/publish/incidents';
import type { LiveQuarantine } from '../../src/io/publish/live-quarantine';
import { SNAPSHOT_NAMES } from '../../src/io/snapshots/load-snapshots';
import { UNREAD, withoutPassedEnds } from '../../src/io/tail/offset/bookmark';
import type { Batch } from '../../src/model/event';
import { durationMs, type Settings } from '../../src/model/fund/settings';
import { lastTickBefore } from '../../src/model/values/time';
import { deskOfRecord } from '../journal/push-graph';

/** What a journal asks of those who feed it. */
export interface IngestLimits {
  /** The most chars of lines in a commit; what one read brings stays together. */
  readonly mostChars: number;
  /** Whether the snapshot files are read. */
  readonly readsSnapshots: boolean;
}

/** A journal on the disk. */
const UNLIMITED: IngestLimits = { mostChars: 4 * 1024 * 1024, readsSnapshots: true };

/**
 * Sources → journal: reads the logs and snapshots, and commits what arrived. A commit counts from then on; its frames
 * are the follower's task.
 */
export class Ingest {
  sources: LiveSources;
  /** How many commits were refused. */
  failures = 0;
  private settings: Settings;
  private pending: Arrivals;
  // The arrivals of the commit that is being written, or that the disk refused: they go before `pending`.
  private inFlight: Arrivals | undefined;
  // Its steps, as they were shortened at first: what is tried again must be the same, whatever the journal found since.
  private steps: CommitFacts['steps'] = {};

  constructor(
    private readonly logs: string,
    private readonly journal: JournalWriter,
    private readonly quarantine: LiveQuarantine,
    private readonly incidents: Incidents,
    config: ConfigRecord,
    private limits = UNLIMITED,
  ) {
    this.settings = deskOfRecord(config).settings;
    this.pending = new Arrivals(limits.mostChars);
    this.sources = this.openSources();
  }

  /** Something has arrived that no commit holds. */
  get isDirty(): boolean {
    return this.inFlight !== undefined || !this.pending.isEmpty;
  }

  /** What has arrived should be committed at once: a tick waits for it, it fills a commit, or the disk refused it. */
  get isUrgent(): boolean {
    return this.inFlight !== undefined || this.isTickDue || !this.hasRoom;
  }

  /** The next commit makes a tick due. */
  get isTickDue(): boolean {
    return (this.inFlight ?? this.pending).records.some(({ kind }) => kind === 'mark');
  }

  /** The next commit can hold more. */
  get hasRoom(): boolean {
    return !this.pending.isFull;
  }

  /**
   * Reads both logs to their ends, and then sets the watermark. Calls `makeRoom` when a commit is full; false ends the
   * reading.
   */
  async look(clock: ClockReading, makeRoom: () => Promise<boolean>): Promise<void> {
    if (await this.sources.readLogs(clock, makeRoom)) this.advanceWatermark(clock);
  }

  /** Reads the logs into the next commit while one is being written, until that is full. Sets no watermark. */
  async readOn(clock: ClockReading): Promise<void> {
    await this.sources.readLogs(clock, () => Promise.resolve(false));
  }

  /**
   * Commits what has arrived, and returns its batches. Undefined: the disk refused; until it accepts, read no more than
   * one commit holds. Throws an OwnerError when the directories have another owner.
   */
  async commit(nowMs: number): Promise<readonly Batch[] | undefined> {
    // Rows that arrive from here on go into the next commit: a commit holds its offset moves and its lines together.
    const arrivals = (this.inFlight ??= this.take());
    const isTaken = await this.incidents.attempt('journal', async () => {
      if (arrivals.faults.length > 0 && !arrivals.quarantined) await this.quarantineFaults(arrivals, nowMs);
      await this.append(arrivals.records, this.steps, nowMs);
    });
    if (!isTaken) {
      this.failures++;
      return undefined;
    }
    this.inFlight = undefined;
    return arrivals.batches;
  }

  /** Commits a change of config by itself, and reads the sources by the new config from here on. Throws a WorldError. */
  async commitConfig(config: ConfigRecord, nowMs: number): Promise<void> {
    await this.append([config], {}, nowMs);
    await this.useConfig(config);
  }

  /** Reads the sources by a config that is in force from here on. All that was read must be committed. */
  async useConfig(config: ConfigRecord, limits = this.limits): Promise<void> {
    this.incidents.note('info', 'config', `config ${config.digest} is in force`);
    await this.sources.close();
    this.settings = deskOfRecord(config).settings;
    this.limits = limits;
    this.sources = this.openSources();
  }

  // They resume at the journal's bookmarks. Rows older than its last tick are late.
  private openSources(): LiveSources {
    const { logs, settings, journal, incidents, limits } = this;
    const snapshots = limits.readsSnapshots ? SNAPSHOT_NAMES : [];
    const sources = new LiveSources(logs, settings, snapshots, journal.state, incidents, () => this.pending);
    sources.advanceWatermark(journal.state.ticks.ticked);
    return sources;
  }

  // One watermark for all sources. Committed only when a tick falls due by it.
  private advanceWatermark({ steadyMs }: ClockReading): void {
    const { settings, sources, journal } = this;
    // A row says nothing of the present moment: its clock may be wrong.
    const watermark = steadyMs - durationMs(settings.lateness);
    if (lastTickBefore(watermark, durationMs(settings.tick)) <= journal.state.ticks.ticked) return;
    this.pending.add({ kind: 'mark', promise: watermark });
    sources.advanceWatermark(watermark);
  }

  private take(): Arrivals {
    const { pending, journal } = this;
    const { bookmarks } = journal.state;
    const shortened = Object.entries(pending.moves).map(
      ([stem, moves]) => [stem, withoutPassedEnds(moves, bookmarks[stem] ?? UNREAD)] as const,
    );
    this.steps = Object.fromEntries(shortened);
    this.pending = new Arrivals(this.limits.mostChars);
    return pending;
  }

  // After a crash the quarantine is cut back to the length last committed, and the rows are read again: before any is
  // added the journal must hold the length it has, also where it was started anew.
  private async quarantineFaults(arrivals: Arrivals, nowMs: number): Promise<void> {
    const { quarantine, journal } = this;
    if (quarantine.isFull) await quarantine.rotate();
    if (quarantine.length !== journal.state.quarantine) await this.append([], {}, nowMs);
    await quarantine.add(arrivals.faults);
    arrivals.quarantined = true;
  }

  private async append(
    records: readonly Arrival[],
    steps: CommitFacts['steps'],
    nowMs: number,
  ): Promise<void> {
    await this.journal.commit(records, { steps, quarantine: this.quarantine.length }, nowMs);
  }
}
