import { FairTurns } from '../../src/io/files/fair-turns';
import type { Fence } from '../../src/io/files/fence';
import type { ClockReading } from '../../src/io/follow/waker';
import type { FollowedView, JournalEntry } from '../../src/io/journal/journal';
import type { Incidents } from '../../src/io/publish/incidents';
import { readStandingFile } from '../../src/io/publish/standing-file';
import type { LogHealth } from '../../src/io/log/log-health';
import { refuseOtherJournal } from '../../src/io/publish/other-journal';
import type { StateFileWrite } from '../../src/io/publish/state-files';
import type { StateWriter } from '../../src/io/publish/state-writer';
import type { Gates } from '../../src/model/fund/gates';
import { durationMs } from '../../src/model/fund/settings';
import { isoUtc } from '../../src/model/values/time';
import { batchesOf } from '../journal/push-graph';
import type { WarmFold } from '../journal/warm-fold';
import { Follower } from './follower';
import { removeOld } from './retention';

/** A journal that others write, and who follows it. */
export interface FollowedSource {
  /** What it is, in words: its directory, or that it is the log. */
  readonly name: string;
  /** What writes it. */
  readonly writer: 'live' | 'ship';
  /** Throws a UsageError where the directory of its writer cannot be that of a follower. */
  refuse(out: string): Promise<void>;
  /**
   * Opens it before the commit of this number, or where that is gone; undefined where there is nothing to follow yet,
   * and when told to stop.
   */
  open(before: number, signal?: AbortSignal): Promise<FollowedView | undefined>;
  /** What a follower does for others, after each look. */
  attend(clock: ClockReading, incidents: Incidents): Promise<void>;
  /** How it is followed, where it is a log of many hosts. */
  health?(): LogHealth | undefined;
  /** These were published from it. */
  onPublished?(files: readonly StateFileWrite[]): void;
}

export interface FollowedOptions {
  readonly source: FollowedSource;
  readonly out: string;
  readonly gates: Gates;
  readonly incidents: Incidents;
  readonly writer: StateWriter;
  readonly fence: Fence;
  readonly signal?: AbortSignal | undefined;
  /** What stood by for the directory. */
  readonly warm?: WarmFold | undefined;
}

/** A live commits at every tick: after so many without a commit it does not run. */
const SILENT_TICKS = 3;
const LEAST_SILENT_MS = 10_000;

/** A journal that is followed, and the follower that publishes what follows from it. */
export class Followed {
  private trimmedOn = '';

  private constructor(
    private readonly options: FollowedOptions,
    readonly journal: FollowedView,
    readonly follower: Follower,
  ) {}

  /**
   * Brings a follower to where the directory stands, or where the journal does if it has nothing yet. Undefined, and an
   * incident: there is no commit yet. Throws a WorldError, or a UsageError where the files in `out` are made of another journal.
   */
  static async open(options: FollowedOptions): Promise<Followed | undefined> {
    const { source, out, gates, incidents, writer, fence, signal, warm } = options;
    const noted = await readStandingFile(out);
    // What came since was made with the configs of its time.
    const before = noted !== undefined && 'place' in noted ? noted.place : Infinity;
    const ready = await warm?.take(signal);
    const journal = ready?.journal ?? (await source.open(before, signal));
    if (signal?.aborted === true) {
      journal?.close();
      return undefined;
    }
    const config = journal?.state.config;
    const isThere = journal !== undefined && config !== undefined;
    incidents.set(
      'no_journal',
      isThere ? undefined : `${source.name} holds no commit of a ${source.writer} yet`,
    );
    if (!isThere) return undefined;
    try {
      await refuseOtherJournal(out, source.name, journal.state);
      const follower = await Follower.open(out, journal, writer, gates, incidents, config, fence);
      if (ready === undefined) await follower.useConfig(config, signal);
      else await follower.goOn(ready);
      return new Followed(options, journal, follower);
    } catch (error) {
      journal.close();
      throw error;
    }
  }

  /** False, and an incident: the writer took back a commit that its disk refused, or pruned it while this process slept. */
  async holdsPlace(): Promise<boolean> {
    if (await this.journal.holdsPlace()) return true;
    const { source, incidents } = this.options;
    incidents.note('warn', 'journal_changed', `${source.name} is read anew: what was read last has gone`);
    return false;
  }

  /** Reads what was committed since, and publishes what is due by it. After a WorldError it is not to be used any more. */
  async readNews(clock: ClockReading): Promise<void> {
    const { journal, follower, options } = this;
    if (!(await this.trim(clock)) || !(await follower.noteStanding())) return;
    const turns = new FairTurns();
    for await (const part of journal.news()) {
      await this.follow(part);
      await turns.next();
      if (options.signal?.aborted === true) return;
    }
  }

  /** Says that nothing is written to the journal, or that something is again. */
  reportSilence({ wallMs }: ClockReading): void {
    const { journal, follower, options } = this;
    const { at } = journal.state;
    const silentMs = Math.max(LEAST_SILENT_MS, SILENT_TICKS * durationMs(follower.desk.settings.tick));
    const text = `${options.source.name} has no commit since ${isoUtc(at)}: no ${options.source.writer} writes it`;
    // Of a log that cannot be reached nothing is known.
    const isSilent = wallMs - at > silentMs && !('engine' in options.incidents.open);
    options.incidents.set('journal_silent', isSilent ? text : undefined);
  }

  close(): void {
    this.follower.close();
    this.journal.close();
  }

  private async follow(part: JournalEntry): Promise<void> {
    const { follower, options } = this;
    const { incidents, signal } = options;
    if (part.kind === 'damage') incidents.set(part.code, part.message, 'error');
    else {
      const config = part.records.find((record) => record.kind === 'config');
      if (config !== undefined) {
        incidents.note('info', 'config', `config ${config.digest} is in force`);
        await follower.useConfig(config, signal);
        return;
      }
    }
    for (const frame of await follower.feed(batchesOf(part))) await follower.answer(frame);
  }

  // Applies retention to the history once a day and at the start. False: the disk refused.
  private async trim({ steadyMs }: ClockReading): Promise<boolean> {
    const { follower, options } = this;
    const day = isoUtc(steadyMs).slice(0, 10);
    if (day === this.trimmedOn) return true;
    this.trimmedOn = day;
    await removeOld({ follower, incidents: options.incidents }, steadyMs);
    return follower.noteStanding();
  }
}
