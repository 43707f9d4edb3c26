import { Every } from '../src/io/live/every';
import type { Health } from '../src/io/live/health';
import type { ConfigRecord } from '../src/io/live/journal-records';
import { LiveSources } from '../src/io/live/live-sources';
import type { Moment } from '../src/io/live/pulse';
import type { Desk } from '../src/model/desk';
import { isoUtc } from '../src/model/time';
import { Commits } from './commits';
import { lastDue, nextDueMs } from './due-ticks';
import { deskOfRecord, openGraph, readBack, type LiveGraph } from './live-graph';
import { openParts, releaseAll, type Parts, type StreamOptions } from './stream-parts';
import { trimOld } from './trim-old';

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
  private graph: LiveGraph;
  private sources: LiveSources;
  private waitingConfig: ConfigRecord | undefined;
  private readonly snapshots = new Every(SNAPSHOTS_MS);
  private readonly configs = new Every(CONFIGS_MS);
  private readonly locks = new Every(LOCKS_MS);
  private trimmedDay = '';
  private recordsReadBack = 0;
  private now: Moment;

  private constructor(
    private readonly options: StreamOptions,
    private readonly parts: Parts,
    desk: Desk,
    moment: Moment,
  ) {
    this.now = moment;
    this.commits = new Commits(parts);
    this.graph = openGraph(desk, parts.publisher.ticked);
    this.sources = this.sourcesOf(desk);
  }

  /** Opens its parts as `openParts` does, and brings the graph to where the journal stands. */
  static async open(options: StreamOptions, moment: Moment): Promise<Stream> {
    const { parts, desk, changed } = await openParts(options, moment);
    try {
      const stream = new Stream(options, parts, desk, moment);
      await stream.report({ ...stream.health(moment), state: 'starting' });
      const { config } = parts.journal.state;
      if (config !== undefined) await stream.begin(config);
      if (changed !== undefined) await stream.changeTo(changed);
      return stream;
    } catch (error) {
      await releaseAll(parts.locks);
      throw error;
    }
  }

  /** When the next tick falls due, by the steady clock: a cycle should come just then. */
  dueMs(moment: Moment): number {
    return nextDueMs(moment, this.graph.desk);
  }

  /** Looks at everything once: what arrived is journalled, then counts; a tick that is due is answered. */
  async cycle(moment: Moment): Promise<void> {
    this.now = moment;
    const { commits, parts } = this;
    // They are looked at before each commit, too: here for an owner that has nothing to commit.
    if (this.locks.isDue(moment.steadyMs)) await commits.attempt('lock', () => commits.checkLocks());
    if ((await this.commit()) && (await this.trim())) {
      if (this.configs.isDue(moment.steadyMs)) await this.followConfig();
      if (this.snapshots.isDue(moment.steadyMs)) await this.sources.readSnapshots(moment);
      if (await this.sources.readLogs(moment)) this.mark();
      await this.commit();
    }
    if (parts.status.isDue(moment.steadyMs, parts.journal.state.seq)) await this.report(this.health(moment));
  }

  /** Gives up its files. What was committed stands. */
  async close(moment: Moment): Promise<void> {
    this.now = moment;
    try {
      await this.commit();
      await this.report({ ...this.health(moment), state: 'stopped' });
    } finally {
      this.graph.close();
      await this.sources.close();
      await releaseAll(this.parts.locks);
    }
  }

  health({ wallMs }: Moment): Health {
    const { journal, outputs, incidents, publisher } = this.parts;
    return {
      written: isoUtc(wallMs),
      state: Object.keys(incidents.open).length > 0 ? 'degraded' : 'live',
      gates: this.options.gates,
      ...publisher.health(),
      ...this.sources.health(wallMs),
      journal: {
        commits: journal.state.seq,
        bytes: journal.bytes,
        commit_failures: this.commits.failures,
        records_read_back: this.recordsReadBack,
      },
      quarantined: outputs.quarantined,
      config_digest: this.graph.desk.digest,
      warnings: incidents.open,
    };
  }

  // A graph with this config, brought to where the journal stands.
  private async begin(config: ConfigRecord): Promise<void> {
    const { journal, journalDir, publisher, incidents } = this.parts;
    const desk = deskOfRecord(config);
    this.graph.close();
    await this.sources.close();
    this.graph = openGraph(desk, publisher.ticked);
    this.sources = this.sourcesOf(desk);
    const back = readBack(this.graph, journalDir, publisher.ticked, journal.state.seq);
    while (this.options.signal?.aborted !== true) {
      const next = await back.next();
      if (next.done === true) {
        this.recordsReadBack = next.value;
        break;
      }
      if (next.value.kind === 'frame') await publisher.answer(next.value.frame, desk.settings);
      else incidents.set('journal_damaged', next.value.message, 'error');
    }
    await back.return(0);
    // A tick that was answered only now, or again: what is older than it is late.
    this.sources.promise(publisher.ticked);
  }

  private sourcesOf({ settings }: Desk): LiveSources {
    const { journal, incidents, publisher } = this.parts;
    const sources = new LiveSources(this.options.logs, settings, journal.state, incidents, {
      arrivals: () => this.commits.arrivals,
      commit: async () => (await this.commit()) && this.options.signal?.aborted !== true,
    });
    sources.promise(publisher.ticked);
    return sources;
  }

  private async followConfig(): Promise<void> {
    const { configs, incidents } = this.parts;
    this.waitingConfig = (await configs.poll()) ?? this.waitingConfig;
    const { problems } = configs;
    incidents.set(
      'config',
      problems.length === 0 ? undefined : `the config before stays in force: ${problems.join('; ')}`,
    );
    if (this.waitingConfig === undefined) return;
    if (await this.commits.attempt('journal', () => this.changeTo(this.waitingConfig)))
      this.waitingConfig = undefined;
  }

  private async changeTo(config: ConfigRecord | undefined): Promise<void> {
    if (config === undefined) return;
    await this.commits.commitConfig(config, this.now.wallMs);
    this.parts.incidents.note('info', 'config', `config ${config.digest} is in force`);
    await this.begin(config);
  }

  // The sources promise together: what is older than this will not come any more. Told when a tick falls due by it.
  private mark(): void {
    const { desk } = this.graph;
    const promise = this.sources.promiseAt(this.now.steadyMs);
    if (lastDue(promise, desk) <= this.parts.publisher.ticked) return;
    this.commits.arrivals.add({ kind: 'mark', promise }, desk.settings);
    this.sources.promise(promise);
  }

  // Commits what has arrived, feeds it to the graph, and publishes what follows. False: the disk would not take it.
  private async commit(): Promise<boolean> {
    const batches = await this.commits.commit(this.now.wallMs);
    for (const batch of batches ?? [])
      for (const frame of this.graph.feed(batch))
        await this.parts.publisher.answer(frame, this.graph.desk.settings);
    return batches !== undefined;
  }

  private report(health: Health): Promise<void> {
    return this.parts.status.write(health, this.now.steadyMs);
  }

  // Once a day, at the start, and when the quarantine is full: what is too old goes. The commit that follows notes the
  // new lengths; the one before leaves nothing that a crash in between would have us write twice. False: the disk
  // would not take it.
  private async trim(): Promise<boolean> {
    const { settings } = this.graph.desk;
    const today = isoUtc(this.now.wallMs).slice(0, 10);
    if (today === this.trimmedDay && !this.parts.outputs.isFull) return true;
    this.commits.demand();
    if (!(await this.commit())) return false;
    this.trimmedDay = today;
    this.commits.demand();
    await trimOld(this.parts, settings, this.now.wallMs);
    // The new lengths, before anything is added to what they are the lengths of.
    return this.commit();
  }
}
