import { Throttle } from '../../src/io/follow/throttle';
import type { Health } from '../../src/io/publish/health';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import type { ClockReading } from '../../src/io/follow/waker';
import type { Desk } from '../../src/model/fund/desk';
import { CommitQueue } from './commit-queue';
import { lastDue, nextDueMs } from './due-ticks';
import { RunningConfig } from './running-config';
import { liveHealth } from './live-health';
import { blocking, pollWhile, type WhileWriting } from './poll-while';
import { openLive, releaseAll, type LiveParts, type LiveOptions } from './open-live';
import { Retention } from './retention';

// The least time between two looks at the snapshots, the configs and the locks.
const SNAPSHOTS_MS = 200;
const CONFIGS_MS = 900;
const LOCKS_MS = 900;

/**
 * Live: the logs and snapshots followed, every arrival journalled before it counts, and the state files kept current.
 * It is driven by `cycle`, each of which ends with everything committed; what it read goes through the same graph as
 * a replay.
 */
export class LiveLoop {
  private readonly commits: CommitQueue;
  private readonly running: RunningConfig;
  private waitingConfig: ConfigRecord | undefined;
  private readonly snapshots = new Throttle(SNAPSHOTS_MS);
  private readonly configs = new Throttle(CONFIGS_MS);
  private readonly locks = new Throttle(LOCKS_MS);
  private readonly retention = new Retention();
  private clock: ClockReading;

  private constructor(
    private readonly options: LiveOptions,
    private readonly parts: LiveParts,
    desk: Desk,
    clock: ClockReading,
  ) {
    this.clock = clock;
    this.commits = new CommitQueue(parts);
    this.running = new RunningConfig(options, parts, () => this.commits.arrivals, desk);
  }

  /** Opens its parts as `openLive` does, and brings the graph to where the journal stands. */
  static async open(options: LiveOptions, clock: ClockReading): Promise<LiveLoop> {
    const { parts, desk, changed } = await openLive(options, clock);
    try {
      const stream = new LiveLoop(options, parts, desk, clock);
      await stream.report({ ...stream.health(clock), state: 'starting' });
      const { config } = parts.journal.state;
      if (config !== undefined) await stream.running.change(config);
      if (changed !== undefined) await stream.changeTo(changed);
      return stream;
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
    return nextDueMs(this.clock, this.running.desk);
  }

  /** Looks at everything once: what arrived is journalled, then counts; a tick that is due is answered. */
  async cycle(clock: ClockReading): Promise<void> {
    this.clock = clock;
    const { commits, parts } = this;
    // They are looked at before each commit, too: here for an owner that has nothing to commit.
    if (this.locks.isDue(clock.steadyMs)) await commits.attempt('lock', () => commits.checkLocks());
    // No look is of an earlier moment than the one before, which may have come during the commit.
    if ((await this.commit(this.pollingInputs)) && (await this.applyRetention()))
      await this.look(this.options.waker?.readClock() ?? clock);
    if (parts.status.isDue(clock.steadyMs, parts.journal.state.seq))
      await this.pollingInputs(() => this.report(this.health(clock)));
  }

  /** Gives up its files. What was committed stands. */
  async close(clock: ClockReading): Promise<void> {
    this.clock = clock;
    try {
      await this.drain();
      await this.report({ ...this.health(clock), state: 'stopped' });
    } finally {
      await this.running.close();
      await releaseAll(this.parts.locks);
    }
  }

  health(clock: ClockReading): Health {
    const { parts, commits, running } = this;
    const { gates } = this.options;
    const { sources, desk, recordsReadBack } = running;
    return liveHealth(parts, { gates, sources, commits, desk, recordsReadBack }, clock);
  }

  private async look(clock: ClockReading): Promise<void> {
    this.clock = clock;
    if (this.configs.isDue(clock.steadyMs)) await this.followConfig();
    if (this.snapshots.isDue(clock.steadyMs)) await this.running.sources.readSnapshots(clock);
    if (await this.running.sources.readLogs(clock, this.makeRoom)) this.advanceWatermark();
    if (!(await this.commit(this.pollingInputs))) return;
    // What is read meanwhile waits for nothing but the next cycle.
    if (this.commits.isDirty) this.options.waker?.wake();
  }

  private async followConfig(): Promise<void> {
    const { configs, incidents } = this.parts;
    this.waitingConfig = (await configs.poll()) ?? this.waitingConfig;
    const { problems } = configs;
    incidents.set(
      'config',
      problems.length === 0 ? undefined : `the config before stays in force: ${problems.join('; ')}`,
    );
    // Its sources read from where the journal stands: what had been read and is not there would come twice.
    if (this.waitingConfig === undefined || !(await this.drain())) return;
    if (await this.commits.attempt('journal', () => this.changeTo(this.waitingConfig)))
      this.waitingConfig = undefined;
  }

  private async changeTo(config: ConfigRecord | undefined): Promise<void> {
    if (config === undefined) return;
    await this.commits.commitConfig(config, this.clock.wallMs);
    this.parts.incidents.note('info', 'config', `config ${config.digest} is in force`);
    await this.running.change(config);
  }

  // The sources promise together: what is older than this will not come any more. Told when a tick falls due by it.
  private advanceWatermark(): void {
    const { desk, sources } = this.running;
    const watermark = sources.watermarkAt(this.clock.steadyMs);
    if (lastDue(watermark, desk) <= this.parts.publisher.ticked) return;
    this.commits.arrivals.add({ kind: 'mark', promise: watermark }, desk.settings);
    sources.advanceWatermark(watermark);
  }

  // Commits what has arrived by now, feeds it to the graph, and publishes what follows, each after the other: a commit
  // tells what was published before it. False: the disk would not take it.
  private async commit(whileWriting: WhileWriting = blocking): Promise<boolean> {
    if (!this.commits.isDue) return true;
    const { graph } = this.running;
    const batches = await whileWriting(() => this.commits.commit(this.clock.wallMs));
    for (const batch of batches ?? [])
      for (const frame of graph.feed(batch))
        await whileWriting(() => this.parts.publisher.answer(frame, graph.desk.settings));
    return batches !== undefined;
  }

  // Commits all that has arrived, and reads nothing meanwhile: the journal then holds what was read. False as above.
  private async drain(): Promise<boolean> {
    do if (!(await this.commit())) return false;
    while (this.commits.isDirty);
    return true;
  }

  // Only the logs are read on, and only into what the next commit will hold: it counts when that is on the disk. No
  // mark is set, no snapshot read and no config followed: those belong to a cycle's own look.
  private readonly pollingInputs: WhileWriting = (act) => {
    const { commits, options } = this;
    if (options.waker === undefined) return act();
    const mayContinue = (): boolean => !commits.arrivals.isFull;
    const noRoom = (): Promise<boolean> => Promise.resolve(false);
    return pollWhile(act(), options.waker, mayContinue, (clock) =>
      this.running.sources.readLogs(clock, noRoom),
    );
  };

  private readonly makeRoom = async (): Promise<boolean> =>
    (await this.drain()) && this.options.signal?.aborted !== true;

  private report(health: Health): Promise<void> {
    return this.parts.status.write(health, this.clock.steadyMs);
  }

  // What is too old goes. False: the disk would not take it.
  private applyRetention(): Promise<boolean> {
    return this.retention.run(this.parts, this.running.desk.settings, this.clock.wallMs, () => {
      this.commits.force();
      return this.drain();
    });
  }
}
