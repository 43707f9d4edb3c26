import { Throttle } from '../../src/io/follow/throttle';
import type { Health } from '../../src/io/publish/health';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import type { Moment } from '../../src/io/follow/pulse';
import type { Desk } from '../../src/model/fund/desk';
import { Commits } from './commit-queue';
import { lastDue, nextDue } from './due-ticks';
import { InForce } from './running-config';
import { healthOf } from './live-health';
import { alone, lookMeanwhile, type During } from './meanwhile';
import { Rehearsal } from './rehearsal';
import { openParts, releaseAll, type Parts, type StreamOptions } from './open';
import { Trimming } from './retention';

// The least time between two looks at the snapshots, the configs and the locks.
const SNAPSHOTS_MS = 200;
const CONFIGS_MS = 900;
const LOCKS_MS = 900;

/**
 * Live: the logs and snapshots followed, every arrival journalled before it counts, and the state files kept current.
 * It is driven by `cycle`, each of which ends with everything committed; what it read goes through the same graph as
 * a replay.
 */
export class Stream {
  private readonly commits: Commits;
  private readonly inForce: InForce;
  private waitingConfig: ConfigRecord | undefined;
  private readonly snapshots = new Throttle(SNAPSHOTS_MS);
  private readonly configs = new Throttle(CONFIGS_MS);
  private readonly locks = new Throttle(LOCKS_MS);
  private readonly trimming = new Trimming();
  private readonly rehearsal = new Rehearsal();
  private now: Moment;

  private constructor(
    private readonly options: StreamOptions,
    private readonly parts: Parts,
    desk: Desk,
    moment: Moment,
  ) {
    this.now = moment;
    this.commits = new Commits(parts);
    this.inForce = new InForce(options, parts, () => this.commits.arrivals, desk);
  }

  /** Opens its parts as `openParts` does, and brings the graph to where the journal stands. */
  static async open(options: StreamOptions, moment: Moment): Promise<Stream> {
    const { parts, desk, changed } = await openParts(options, moment);
    try {
      const stream = new Stream(options, parts, desk, moment);
      await stream.report({ ...stream.health(moment), state: 'starting' });
      const { config } = parts.journal.state;
      if (config !== undefined) await stream.inForce.change(config);
      if (changed !== undefined) await stream.changeTo(changed);
      return stream;
    } catch (error) {
      await releaseAll(parts.locks);
      throw error;
    }
  }

  /**
   * When the next tick falls due, or its rehearsal, by the steady clock: a cycle should come just then. It is past where
   * it fell due after the last look.
   */
  get dueMs(): number {
    return this.rehearsal.dueMs(nextDue(this.now, this.inForce.desk), this.now.steadyMs);
  }

  /** Looks at everything once: what arrived is journalled, then counts; a tick that is due is answered. */
  async cycle(moment: Moment): Promise<void> {
    this.now = moment;
    const { commits, parts } = this;
    // They are looked at before each commit, too: here for an owner that has nothing to commit.
    if (this.locks.isDue(moment.steadyMs)) await commits.attempt('lock', () => commits.checkLocks());
    // No look is of an earlier moment than the one before, which may have come during the commit.
    if ((await this.commit(this.readingOn)) && (await this.trim()))
      await this.look(this.options.news?.moment() ?? moment);
    if (parts.status.isDue(moment.steadyMs, parts.journal.state.seq))
      await this.readingOn(() => this.report(this.health(moment)));
  }

  /** Gives up its files. What was committed stands. */
  async close(moment: Moment): Promise<void> {
    this.now = moment;
    try {
      await this.settle();
      await this.report({ ...this.health(moment), state: 'stopped' });
    } finally {
      await this.inForce.close();
      await releaseAll(this.parts.locks);
    }
  }

  health(moment: Moment): Health {
    const { parts, commits, inForce } = this;
    const { gates } = this.options;
    const { sources, desk, recordsReadBack } = inForce;
    return healthOf(parts, { gates, sources, commits, desk, recordsReadBack }, moment);
  }

  private async look(moment: Moment): Promise<void> {
    this.now = moment;
    if (this.configs.isDue(moment.steadyMs)) await this.followConfig();
    if (this.snapshots.isDue(moment.steadyMs)) await this.inForce.sources.readSnapshots(moment);
    if (await this.inForce.sources.readLogs(moment, this.makeRoom)) this.advanceWatermark();
    if (!(await this.commit(this.readingOn))) return;
    if (!this.commits.isBehind) await this.rehearse();
    // What is read meanwhile waits for nothing but the next cycle.
    if (this.commits.isBehind) this.options.news?.nudge();
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
    if (this.waitingConfig === undefined || !(await this.settle())) return;
    if (await this.commits.attempt('journal', () => this.changeTo(this.waitingConfig)))
      this.waitingConfig = undefined;
  }

  private async changeTo(config: ConfigRecord | undefined): Promise<void> {
    if (config === undefined) return;
    await this.commits.commitConfig(config, this.now.wallMs);
    this.parts.incidents.note('info', 'config', `config ${config.digest} is in force`);
    await this.inForce.change(config);
  }

  // The sources promise together: what is older than this will not come any more. Told when a tick falls due by it.
  private advanceWatermark(): void {
    const { desk, sources } = this.inForce;
    const watermark = sources.watermarkAt(this.now.steadyMs);
    if (lastDue(watermark, desk) <= this.parts.publisher.ticked) return;
    this.commits.arrivals.add({ kind: 'mark', promise: watermark }, desk.settings);
    sources.advanceWatermark(watermark);
  }

  // Commits what has arrived by now, feeds it to the graph, and publishes what follows, each after the other: a commit
  // tells what was published before it. False: the disk would not take it.
  private async commit(during: During = alone): Promise<boolean> {
    if (!this.commits.isDue) return true;
    const { graph } = this.inForce;
    const batches = await during(() => this.commits.commit(this.now.wallMs));
    for (const batch of batches ?? []) {
      if (batch.events.length > 0) this.rehearsal.note();
      for (const frame of graph.feed(batch))
        await during(() => this.parts.publisher.answer(frame, graph.desk.settings));
    }
    return batches !== undefined;
  }

  private async rehearse(): Promise<void> {
    const { rehearsal, options, now } = this;
    const { graph } = this.inForce;
    const steadyMs = (): number => (options.news?.moment() ?? now).steadyMs;
    const tick = nextDue(now, graph.desk);
    if (rehearsal.isDue(tick, steadyMs()))
      await this.readingOn(() => rehearsal.perform(tick, graph, steadyMs));
  }

  // Commits all that has arrived, and reads nothing meanwhile: the journal then holds what was read. False as above.
  private async settle(): Promise<boolean> {
    do if (!(await this.commit())) return false;
    while (this.commits.isBehind);
    return true;
  }

  // Only the logs are read on, and only into what the next commit will hold: it counts when that is on the disk. No
  // mark is set, no snapshot read and no config followed: those belong to a cycle's own look.
  private readonly readingOn: During = (act) => {
    const { commits, options } = this;
    if (options.news === undefined) return act();
    const goesOn = (): boolean => !commits.arrivals.isFull;
    const noRoom = (): Promise<boolean> => Promise.resolve(false);
    return lookMeanwhile(act(), options.news, goesOn, (moment) =>
      this.inForce.sources.readLogs(moment, noRoom),
    );
  };

  private readonly makeRoom = async (): Promise<boolean> =>
    (await this.settle()) && this.options.signal?.aborted !== true;

  private report(health: Health): Promise<void> {
    return this.parts.status.write(health, this.now.steadyMs);
  }

  // What is too old goes. False: the disk would not take it.
  private trim(): Promise<boolean> {
    return this.trimming.run(this.parts, this.inForce.desk.settings, this.now.wallMs, () => {
      this.commits.demand();
      return this.settle();
    });
  }
}
