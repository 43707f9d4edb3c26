import { join } from 'node:path';
import { removeStaleTemps } from '../../src/io/files/remove-stale-temps';
import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading } from '../../src/io/follow/waker';
import { OwnedDirectories } from '../../src/io/lock/owned-directories';
import type { Health } from '../../src/io/publish/health';
import { refuseForeignFiles } from '../../src/io/publish/foreign-files';
import { Incidents, type Incident } from '../../src/io/publish/incidents';
import { OtherWriter } from '../../src/io/publish/other-writer';
import { StateWriter } from '../../src/io/publish/state-writer';
import { StatusReport } from '../../src/io/publish/status-report';
import type { Gates } from '../../src/model/fund/gates';
import { isoUtc } from '../../src/model/values/time';
import { openNames } from '../publish/publisher';
import type { WarmFold } from '../journal/warm-fold';
import { Followed, type FollowedSource } from './followed';

/** Where the state files of a follower go, and who is told. */
export interface FollowerOptions {
  /** Where the state files go: a directory of its own. */
  readonly out: string;
  readonly gates: Gates;
  /** Replace state files that another program wrote; else it refuses to start where there are any. */
  readonly takeOver?: boolean | undefined;
  readonly onIncident: (incident: Incident) => void;
  /** Whether a person is told of incidents. */
  readonly incidentsTold?: boolean | undefined;
  /** Aborted when it is time to stop. */
  readonly signal?: AbortSignal | undefined;
  /** The token of the owner lock; a new one by default. */
  readonly token?: string | undefined;
}

interface SourceFollowOptions extends FollowerOptions {
  readonly source: FollowedSource;
  /** What followed the journal while another had the directory. */
  readonly warm?: WarmFold | undefined;
}

/** What a follower says of itself as long as it follows. */
type FollowedFacts = Omit<
  Health,
  'written' | 'state' | 'gates' | 'other_writes' | 'incidents_told' | 'warnings'
>;

const LOCKS_MS = 900;
const FILES_MS = 900;

/**
 * Follows a journal that others write and publishes what follows from it into a directory of its own: the same bytes at
 * the same ticks. It reads neither logs nor configs, and any number of them may follow one journal.
 */
export class JournalFollower {
  readonly dueMs = Infinity;
  private readonly locks = new Throttle(LOCKS_MS);
  private readonly files = new Throttle(FILES_MS);
  private readonly incidents: Incidents;
  private readonly otherWriter: OtherWriter;
  private readonly writer: StateWriter;
  private readonly status: StatusReport;
  private followed: Followed | undefined;
  // What was known of it last.
  private facts: FollowedFacts | undefined;

  private constructor(
    private readonly options: SourceFollowOptions,
    private readonly owned: OwnedDirectories,
  ) {
    this.incidents = new Incidents(options.onIncident);
    this.writer = new StateWriter(options.out, owned.check, (files) => {
      options.source.onPublished?.(files);
    });
    this.writer.watch(openNames(options.gates));
    this.otherWriter = new OtherWriter(this.writer, this.incidents);
    this.status = new StatusReport(this.writer, this.incidents);
  }

  /**
   * Takes the output directory. Throws an OwnerError, a WorldError, or a UsageError where it is that of the live that
   * writes the journal, or holds state files of another program; nothing is owned then.
   */
  static async open(options: SourceFollowOptions): Promise<JournalFollower> {
    const { out, source, gates, takeOver, token } = options;
    await source.refuse(out);
    const owned = await OwnedDirectories.take([out], { token });
    try {
      if (takeOver !== true) await refuseForeignFiles(out, openNames(gates));
      for (const dir of [out, join(out, 'history')]) await removeStaleTemps(dir);
      return new JournalFollower(options, owned);
    } catch (error) {
      await owned.release();
      throw error;
    }
  }

  /** Reads what was committed since, and publishes what is due by it. */
  async cycle(clock: ClockReading): Promise<void> {
    const { incidents, owned } = this;
    if (this.locks.isDue(clock.steadyMs)) await incidents.attempt('lock', owned.check);
    if (this.files.isDue(clock.steadyMs)) this.otherWriter.look(clock.steadyMs);
    const isRead = await incidents.attempt('journal', async () => {
      if ((await this.followed?.holdsPlace()) === false) this.forget();
      this.followed ??= await Followed.open({
        ...this.options,
        incidents,
        writer: this.writer,
        fence: owned.check,
      });
      await this.followed?.readNews(clock);
    });
    // How much of a commit was fed is unknown.
    if (!isRead) this.forget();
    this.followed?.reportSilence(clock);
    await this.options.source.attend(clock, incidents);
    await this.report(clock);
  }

  /** Reports the stop and gives the directory up. */
  async close(clock: ClockReading): Promise<void> {
    try {
      const health = this.health(clock);
      if (health !== undefined) await this.status.write({ ...health, state: 'stopped' }, clock.steadyMs);
    } finally {
      this.followed?.close();
      await this.owned.release();
    }
  }

  /** Opens an incident of the host's, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void {
    this.incidents.set(code, message);
  }

  /** Undefined before there was a journal; while that cannot be read, with what was known of it last. */
  health({ wallMs }: ClockReading): Health | undefined {
    const { incidents, followed, options } = this;
    if (followed !== undefined) this.facts = this.factsOf(followed);
    if (this.facts === undefined) return undefined;
    return {
      written: isoUtc(wallMs),
      state: Object.keys(incidents.open).length > 0 ? 'degraded' : 'live',
      gates: options.gates,
      ...this.facts,
      other_writes: this.otherWriter.writes,
      incidents_told: options.incidentsTold === true,
      warnings: incidents.open,
    };
  }

  private factsOf({ journal, follower }: Followed): FollowedFacts {
    const { source } = this.options;
    const log = source.health?.();
    return {
      ...follower.publisher.health(),
      follows: { journal: source.name, last_commit: isoUtc(journal.state.at) },
      ...(log === undefined ? {} : { log }),
      sources: {},
      snapshots: {},
      journal: {
        commits: journal.state.seq,
        bytes: 0,
        commit_failures: 0,
        records_read_back: follower.recordsReadBack,
      },
      rows_ahead: 0,
      quarantined: 0,
      quarantined_by_reason: {},
      config_digest: follower.desk.digest,
    };
  }

  private forget(): void {
    this.followed?.close();
    this.followed = undefined;
  }

  private async report(clock: ClockReading): Promise<void> {
    const health = this.health(clock);
    if (health !== undefined && this.status.isDue(clock.steadyMs, health.journal.commits))
      await this.status.write(health, clock.steadyMs);
  }
}
