import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading } from '../../src/io/follow/waker';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import type { Health } from '../../src/io/publish/health';
import { isoUtc } from '../../src/model/values/time';
import { nextDueMs } from './next-due';
import { liveHealth } from './live-health';
import { openLive, releaseAll, type LiveOptions, type LiveParts } from './open-live';
import { alone, pollWhile, type Meanwhile } from './poll-while';
import { removeOld } from './retention';

// The least time between two looks at the snapshots, the configs and the locks.
const SNAPSHOTS_MS = 200;
const CONFIGS_MS = 900;
const LOCKS_MS = 900;

/**
 * Live: ingest reads and commits, and what it committed is handed to the follower, which publishes what follows. It is
 * driven by `cycle`, each of which ends with everything committed.
 */
export class LiveLoop {
  private readonly snapshots = new Throttle(SNAPSHOTS_MS);
  private readonly configs = new Throttle(CONFIGS_MS);
  private readonly locks = new Throttle(LOCKS_MS);
  private waitingConfig: ConfigRecord | undefined;
  private trimmedOn = '';

  private constructor(
    private readonly options: LiveOptions,
    private readonly parts: LiveParts,
    private clock: ClockReading,
  ) {}

  /** Opens its parts as `openLive` does, and brings the follower to where the journal stands. */
  static async open(options: LiveOptions, clock: ClockReading): Promise<LiveLoop> {
    const { parts, config, changed } = await openLive(options, clock);
    try {
      const loop = new LiveLoop(options, parts, clock);
      await loop.report({ ...loop.health(clock), state: 'starting' });
      await parts.follower.change(config, options.signal);
      if (changed !== undefined) await loop.changeTo(changed);
      return loop;
    } catch (error) {
      await releaseAll(parts.locks);
      throw error;
    }
  }

  /**
   * When the next tick falls due, by the steady clock: a cycle should come just then. It is past where it fell due after
   * the last look.
   */
  get dueMs(): number {
    return nextDueMs(this.clock, this.parts.follower.desk);
  }

  /** Looks at everything once: what arrived is journalled, then counts; a tick that is due is answered. */
  async cycle(clock: ClockReading): Promise<void> {
    this.clock = clock;
    const { ingest, incidents, status, journal } = this.parts;
    // They are looked at before each commit, too: here for an owner that has nothing to commit.
    if (this.locks.isDue(clock.steadyMs)) await incidents.attempt('lock', () => ingest.checkLocks());
    // No look is of an earlier moment than the one before, which may have come during the commit.
    if ((await this.commit(this.readingOn)) && (await this.trim()))
      await this.look(this.options.waker?.readClock() ?? clock);
    if (status.isDue(clock.steadyMs, journal.state.seq))
      await this.readingOn(this.report(this.health(clock)));
  }

  /** Gives up its files. What was committed stands. */
  async close(clock: ClockReading): Promise<void> {
    this.clock = clock;
    const { ingest, follower, locks } = this.parts;
    try {
      await this.drain();
      await this.report({ ...this.health(clock), state: 'stopped' });
    } finally {
      follower.close();
      await ingest.sources.close();
      await releaseAll(locks);
    }
  }

  health(clock: ClockReading): Health {
    return liveHealth(this.parts, this.options.gates, clock);
  }

  private async look(clock: ClockReading): Promise<void> {
    this.clock = clock;
    const { ingest } = this.parts;
    if (!(await this.followConfig())) return;
    if (this.snapshots.isDue(clock.steadyMs)) await ingest.sources.readSnapshots(clock);
    await ingest.look(clock, async () => (await this.drain()) && this.options.signal?.aborted !== true);
    // What is read meanwhile waits for nothing but the next cycle.
    if ((await this.commit(this.readingOn)) && ingest.isDirty) this.options.waker?.wake();
  }

  // False: a config is to be followed and cannot be yet.
  private async followConfig(): Promise<boolean> {
    const { configs, incidents } = this.parts;
    if (this.configs.isDue(this.clock.steadyMs)) {
      this.waitingConfig = (await configs.poll()) ?? this.waitingConfig;
      const { problems } = configs;
      const stands = `the config before stays in force: ${problems.join('; ')}`;
      incidents.set('config', problems.length === 0 ? undefined : stands);
    }
    const config = this.waitingConfig;
    if (config === undefined) return true;
    // Its sources read from where the journal stands: what had been read and is not there would come twice.
    if (!(await this.drain()) || !(await incidents.attempt('journal', () => this.changeTo(config))))
      return false;
    this.waitingConfig = undefined;
    return true;
  }

  private async changeTo(config: ConfigRecord): Promise<void> {
    await this.parts.ingest.commitConfig(config, this.clock.wallMs);
    await this.parts.follower.change(config, this.options.signal);
  }

  // Commits what has arrived by now, hands it to the follower, and answers what falls due, each after the other. False:
  // the disk would not take it.
  private async commit(meanwhile: Meanwhile): Promise<boolean> {
    const { ingest, follower } = this.parts;
    if (!(await follower.note())) return false;
    if (!ingest.isDirty) return true;
    const batches = await meanwhile(ingest.commit(this.clock.wallMs));
    for (const frame of follower.feed(batches ?? [])) await meanwhile(follower.answer(frame));
    return batches !== undefined;
  }

  // Commits all that has arrived, and reads nothing meanwhile: the journal then holds what was read. False as above.
  private async drain(): Promise<boolean> {
    do if (!(await this.commit(alone))) return false;
    while (this.parts.ingest.isDirty);
    return this.parts.follower.note();
  }

  // Only the logs are read on, and only into what the next commit will hold: it counts when that is on the disk. No
  // mark is set, no snapshot read and no config followed: those belong to a cycle's own look.
  private readonly readingOn: Meanwhile = (work) => {
    const { ingest } = this.parts;
    const { waker } = this.options;
    if (waker === undefined) return work;
    return pollWhile(
      work,
      waker,
      () => ingest.hasRoom,
      (clock) => ingest.readOn(clock),
    );
  };

  private report(health: Health): Promise<void> {
    return this.parts.status.write(health, this.clock.steadyMs);
  }

  // What is too old goes, once a day and at the start. False: the disk would not take it.
  private async trim(): Promise<boolean> {
    const { wallMs } = this.clock;
    const day = isoUtc(wallMs).slice(0, 10);
    if (day === this.trimmedOn) return true;
    if (!(await this.drain())) return false;
    this.trimmedOn = day;
    await removeOld(this.parts, wallMs);
    return this.parts.follower.note();
  }
}
