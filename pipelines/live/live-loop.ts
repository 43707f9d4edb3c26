import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading } from '../../src/io/follow/waker';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import type { Health } from '../../src/io/publish/health';
import type { Batch } from '../../src/model/event';
import { isoUtc } from '../../src/model/values/time';
import { reportClock } from './clock-trouble';
import { IngestLoop, nextTickMs } from './ingest-loop';
import { liveHealth } from './live-health';
import { openLive, type LiveOptions, type LiveParts } from './open-live';
import { blocking, type WhileWriting } from './poll-while';
import { removeOld } from './retention';

// The least time between two looks at the configs, the locks, and the state files for what others wrote.
const CONFIGS_MS = 900;
const LOCKS_MS = 900;
const FILES_MS = 900;

/**
 * Live: ingest reads and commits, and what it committed is handed to the follower, which publishes what follows. It is
 * driven by `cycle`. With a waker rows are gathered before a commit; else each cycle ends with everything committed.
 */
export class LiveLoop {
  private readonly configs = new Throttle(CONFIGS_MS);
  private readonly locks = new Throttle(LOCKS_MS);
  private readonly files = new Throttle(FILES_MS);
  private readonly ingesting: IngestLoop;
  private waitingConfig: ConfigRecord | undefined;
  private trimmedOn = '';

  private constructor(
    private readonly options: LiveOptions,
    private readonly parts: LiveParts,
    private clock: ClockReading,
  ) {
    this.ingesting = new IngestLoop(
      parts.ingest,
      {
        isReady: () => parts.follower.noteStanding(),
        take: (batches, whileWriting) => this.publish(batches, whileWriting),
        goesOn: () => this.goesOn(),
      },
      options.waker,
    );
  }

  /** Opens its parts as `openLive` does, and brings the follower to where the journal stands. */
  static async open(options: LiveOptions, clock: ClockReading): Promise<LiveLoop> {
    const { parts, config, changed } = await openLive(options, clock);
    try {
      const loop = new LiveLoop(options, parts, clock);
      await loop.report({ ...loop.health(clock), state: 'starting' });
      await beginFollowing(parts, config, options);
      if (changed !== undefined) await loop.changeTo(changed);
      return loop;
    } catch (error) {
      await parts.owned.release();
      throw error;
    }
  }

  /** When the next tick falls due, by the steady clock. It is in the past if that was after the last look. */
  get dueMs(): number {
    return nextTickMs(this.parts.follower.desk.settings, this.clock.steadyMs);
  }

  /** Polls everything once, commits what arrived, and publishes a tick that is due. */
  async cycle(clock: ClockReading): Promise<void> {
    this.clock = clock;
    const { owned, incidents } = this.parts;
    // Each write checks the locks, too; this check is for a time in which nothing is written.
    if (this.locks.isDue(clock.steadyMs)) await incidents.attempt('lock', owned.check);
    if (this.files.isDue(clock.steadyMs)) this.parts.otherWriter.look(clock.steadyMs);
    // The clock is read again: polls during the commit may have been later than `clock`.
    if ((await this.ingesting.commitGathered(clock)) && (await this.trim()))
      await this.look(this.options.waker?.readClock() ?? clock);
    reportClock(this.parts, this.clock.steadyMs);
    await this.reportWhenDue(clock, this.ingesting.whilePollingLogs);
  }

  /** Commits what was read, reports the stop and releases the directories. */
  async close(clock: ClockReading): Promise<void> {
    this.clock = clock;
    const { ingest, follower, journal, owned } = this.parts;
    try {
      await this.drain();
      await this.report({ ...this.health(clock), state: 'stopped' });
    } finally {
      follower.close();
      await ingest.sources.close();
      await journal.close();
      await owned.release();
    }
  }

  /** Opens an incident of the host's, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void {
    this.parts.incidents.set(code, message);
  }

  health(clock: ClockReading): Health {
    return liveHealth(this.parts, this.options, clock);
  }

  private async look(clock: ClockReading): Promise<void> {
    this.clock = clock;
    if (await this.followConfig()) await this.ingesting.look(clock);
  }

  // A long backlog must not look like a standstill. False: it is time to stop.
  private async goesOn(): Promise<boolean> {
    const { waker, signal } = this.options;
    await this.reportWhenDue(waker?.readClock() ?? this.clock, blocking);
    return signal?.aborted !== true;
  }

  private async reportWhenDue(clock: ClockReading, whileWriting: WhileWriting): Promise<void> {
    const { status, journal } = this.parts;
    if (status.isDue(clock.steadyMs, journal.state.seq))
      await whileWriting(status.write(this.health(clock), clock.steadyMs));
  }

  // False: a new config waits and cannot be put in force yet.
  private async followConfig(): Promise<boolean> {
    const { configs, incidents } = this.parts;
    if (this.configs.isDue(this.clock.steadyMs)) {
      this.waitingConfig = (await configs.poll()) ?? this.waitingConfig;
      const { problems } = configs;
      const stands = `the new config cannot be used, the earlier one stays in force: ${problems.join('; ')}`;
      incidents.set('config', problems.length === 0 ? undefined : stands);
    }
    const config = this.waitingConfig;
    if (config === undefined) return true;
    // The new sources begin at the journal's offsets: lines that were read and not committed would be read twice.
    if (!(await this.drain()) || !(await incidents.attempt('journal', () => this.changeTo(config))))
      return false;
    this.waitingConfig = undefined;
    return true;
  }

  private async changeTo(config: ConfigRecord): Promise<void> {
    await this.parts.ingest.commitConfig(config, this.clock.steadyMs);
    await this.parts.follower.useConfig(config, this.options.signal);
  }

  // Publishes the ticks that fall due by a commit.
  private async publish(batches: readonly Batch[], whileWriting: WhileWriting): Promise<void> {
    const { follower } = this.parts;
    const frames = await whileWriting(follower.feed(batches));
    for (const frame of frames) await whileWriting(follower.answer(frame));
  }

  private drain(): Promise<boolean> {
    return this.ingesting.drain(this.clock);
  }

  private report(health: Health): Promise<void> {
    return this.parts.status.write(health, this.clock.steadyMs);
  }

  // Applies retention once a day and at the start. False: the disk refused.
  private async trim(): Promise<boolean> {
    const { steadyMs } = this.clock;
    const day = isoUtc(steadyMs).slice(0, 10);
    if (day === this.trimmedOn) return true;
    if (!(await this.drain())) return false;
    this.trimmedOn = day;
    await removeOld(this.parts, steadyMs);
    return this.parts.follower.noteStanding();
  }
}

async function beginFollowing(
  { follower, journal }: LiveParts,
  config: ConfigRecord,
  { warm, signal }: LiveOptions,
): Promise<void> {
  const ready = await warm?.take(signal);
  ready?.journal.close();
  if (ready?.journal.state.seq === journal.state.seq) await follower.goOn(ready);
  else await follower.useConfig(config, signal);
}
