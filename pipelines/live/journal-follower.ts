import { join, resolve } from 'node:path';
import { UsageError } from '../../src/io/files/failures';
import { removeStaleTemps } from '../../src/io/files/remove-stale-temps';
import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading } from '../../src/io/follow/waker';
import { FollowedJournal } from '../../src/io/journal/followed-journal';
import type { JournalEntry } from '../../src/io/journal/journal';
import { liveOwner } from '../../src/io/lock/live-owner';
import { OwnedDirectories } from '../../src/io/lock/owned-directories';
import type { Health } from '../../src/io/publish/health';
import { refuseForeignFiles } from '../../src/io/publish/foreign-files';
import { Incidents, type Incident } from '../../src/io/publish/incidents';
import { OtherWriter } from '../../src/io/publish/other-writer';
import { refuseOtherJournal } from '../../src/io/publish/other-journal';
import { StateWriter } from '../../src/io/publish/state-writer';
import { StatusReport } from '../../src/io/publish/status-report';
import type { Gates } from '../../src/model/fund/gates';
import { durationMs } from '../../src/model/fund/settings';
import { isoUtc } from '../../src/model/values/time';
import { batchesOf } from '../journal/push-graph';
import { openNames } from '../publish/publisher';
import { Follower } from './follower';
import { removeOld } from './retention';

export interface JournalFollowOptions {
  /** The directory of the journal that a live writes. Nothing in it is changed. */
  readonly journal: string;
  /** Where the state files go: a directory of its own. */
  readonly out: string;
  readonly gates: Gates;
  /** Replace state files that another program wrote; else it refuses to start where there are any. */
  readonly takeOver?: boolean | undefined;
  readonly onIncident: (incident: Incident) => void;
  /** Aborted when it is time to stop. */
  readonly signal?: AbortSignal | undefined;
  /** The token of the owner lock; a new one by default. */
  readonly token?: string | undefined;
}

const LOCKS_MS = 900;
const FILES_MS = 900;
/** A live commits at every tick: after so many without a commit it does not run. */
const SILENT_TICKS = 3;
const LEAST_SILENT_MS = 10_000;

/**
 * Follows the journal of a live and publishes what follows from it into another directory: the same bytes at the same
 * ticks. It reads neither logs nor configs, and any number of them may follow one journal.
 */
export class JournalFollower {
  readonly dueMs = Infinity;
  private readonly locks = new Throttle(LOCKS_MS);
  private readonly files = new Throttle(FILES_MS);
  private readonly incidents: Incidents;
  private readonly otherWriter: OtherWriter;
  private readonly writer: StateWriter;
  private readonly status: StatusReport;
  private followed: { readonly journal: FollowedJournal; readonly follower: Follower } | undefined;
  private trimmedOn = '';

  private constructor(
    private readonly options: JournalFollowOptions,
    private readonly owned: OwnedDirectories,
  ) {
    this.incidents = new Incidents(options.onIncident);
    this.writer = new StateWriter(options.out, owned.check);
    this.writer.watch(openNames(options.gates));
    this.otherWriter = new OtherWriter(this.writer, this.incidents);
    this.status = new StatusReport(this.writer, this.incidents);
  }

  /**
   * Takes the output directory. Throws an OwnerError, a WorldError, or a UsageError where it is that of the live that
   * writes the journal, or holds state files of another program; nothing is owned then.
   */
  static async open(options: JournalFollowOptions): Promise<JournalFollower> {
    const { out, journal, gates, takeOver, token } = options;
    await refuseWriters(out, journal);
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
      if (this.followed !== undefined && !(await this.followed.journal.holdsPlace())) this.reportChange();
      if ((await this.openJournal()) && (await this.trim(clock))) await this.readNews();
    });
    // How much of a commit was fed is unknown.
    if (!isRead) this.forget();
    this.reportSilence(clock);
    await this.report(clock);
  }

  /** Reports the stop and gives the directory up. */
  async close(clock: ClockReading): Promise<void> {
    try {
      const health = this.health(clock);
      if (health !== undefined) await this.status.write({ ...health, state: 'stopped' }, clock.steadyMs);
    } finally {
      this.followed?.follower.close();
      await this.owned.release();
    }
  }

  /** Opens an incident of the host's, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void {
    this.incidents.set(code, message);
  }

  /** Undefined before there is a journal. */
  health({ wallMs }: ClockReading): Health | undefined {
    if (this.followed === undefined) return undefined;
    const { journal, follower } = this.followed;
    return {
      written: isoUtc(wallMs),
      state: Object.keys(this.incidents.open).length > 0 ? 'degraded' : 'live',
      gates: this.options.gates,
      ...follower.publisher.health(),
      follows: { journal: this.options.journal, last_commit: isoUtc(journal.state.at) },
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
      other_writes: this.otherWriter.writes,
      config_digest: follower.desk.digest,
      incidents_told: false,
      warnings: this.incidents.open,
    };
  }

  // False: there is none to follow yet.
  private async openJournal(): Promise<boolean> {
    if (this.followed !== undefined) return true;
    const { incidents, writer, owned, options } = this;
    const { out, gates, signal } = options;
    const journal = await FollowedJournal.open(options.journal);
    const config = journal?.state.config;
    if (journal === undefined || config === undefined) {
      incidents.set('no_journal', `${options.journal} holds no commit of a live yet`);
      return false;
    }
    incidents.set('no_journal', undefined);
    await refuseOtherJournal(out, options.journal, journal.state);
    const follower = await Follower.open(out, journal, writer, gates, incidents, config, owned.check);
    this.followed = { journal, follower };
    await follower.useConfig(config, signal);
    return true;
  }

  private async readNews(): Promise<void> {
    if (this.followed === undefined) return;
    const { journal, follower } = this.followed;
    if (!(await follower.noteStanding())) return;
    for await (const part of journal.news()) {
      await this.follow(part, follower);
      if (this.options.signal?.aborted === true) return;
    }
  }

  private async follow(part: JournalEntry, follower: Follower): Promise<void> {
    if (part.kind === 'damage') this.incidents.set('journal_damaged', part.message, 'error');
    else {
      const config = part.records.find((record) => record.kind === 'config');
      if (config !== undefined) {
        this.incidents.note('info', 'config', `config ${config.digest} is in force`);
        await follower.useConfig(config, this.options.signal);
        return;
      }
    }
    for (const frame of await follower.feed(batchesOf(part))) await follower.answer(frame);
  }

  // The writer took back a commit that its disk refused, or pruned the segment while this process slept.
  private reportChange(): void {
    const { journal } = this.options;
    this.incidents.note('warn', 'journal_changed', `${journal} is read anew: what was read last has gone`);
    this.forget();
  }

  private forget(): void {
    this.followed?.follower.close();
    this.followed = undefined;
  }

  private reportSilence({ wallMs }: ClockReading): void {
    if (this.followed === undefined) return;
    const { journal, follower } = this.followed;
    const { tick } = follower.desk.settings;
    const silentMs = wallMs - journal.state.at;
    const isSilent = silentMs > Math.max(LEAST_SILENT_MS, SILENT_TICKS * durationMs(tick));
    const since = isoUtc(journal.state.at);
    this.incidents.set(
      'journal_silent',
      isSilent ? `${this.options.journal} has no commit since ${since}: no live writes it` : undefined,
    );
  }

  // Applies retention to the history once a day and at the start. False: the disk refused.
  private async trim({ steadyMs }: ClockReading): Promise<boolean> {
    const day = isoUtc(steadyMs).slice(0, 10);
    if (this.followed === undefined || day === this.trimmedOn) return true;
    const { follower } = this.followed;
    this.trimmedOn = day;
    await removeOld({ follower, incidents: this.incidents }, steadyMs);
    return follower.noteStanding();
  }

  private async report(clock: ClockReading): Promise<void> {
    const health = this.health(clock);
    if (health !== undefined && this.status.isDue(clock.steadyMs, health.journal.commits))
      await this.status.write(health, clock.steadyMs);
  }
}

// A follower that took them over would keep live from starting again.
async function refuseWriters(out: string, journal: string): Promise<void> {
  const writer = await liveOwner(journal);
  const isLives = writer !== undefined && writer.owner.token === (await liveOwner(out))?.owner.token;
  if (isLives || resolve(out) === resolve(journal))
    throw new UsageError(
      `${out} belongs to the live that writes ${journal}: a follower needs an output directory of its own`,
    );
}
