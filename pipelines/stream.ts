import { join } from 'node:path';
import { STATE_FILES } from '../operators/state-files';
import { UsageError, WorldError } from '../src/io/failures';
import { Arrivals } from '../src/io/live/arrivals';
import { ConfigWatch } from '../src/io/live/config-watch';
import { Every } from '../src/io/live/every';
import type { Health } from '../src/io/live/health';
import { Incidents, type Incident } from '../src/io/live/incidents';
import { journalBeside } from '../src/io/live/journal-place';
import { Journal, type CommitFacts } from '../src/io/live/journal';
import type { ConfigRecord, JournalState } from '../src/io/live/journal-records';
import { LiveOutputs } from '../src/io/live/live-outputs';
import { LiveSources } from '../src/io/live/live-sources';
import { ownDirectories, type OwnerLock } from '../src/io/live/owner-lock';
import type { Moment } from '../src/io/live/pulse';
import { StateWriter } from '../src/io/live/state-writer';
import { sweepDrafts } from '../src/io/sweep-drafts';
import type { Desk } from '../src/model/desk';
import type { Gates } from '../src/model/gates';
import { durationMs, horizonMs } from '../src/model/settings';
import { DAY, isoUtc } from '../src/model/time';
import { lastDue, nextDueMs, tickBefore } from './due-ticks';
import { deskOfRecord, openGraph, readBack, type LiveGraph } from './live-graph';
import { STATE_KEYS, type Standing } from './publication';
import { Publisher } from './publisher';

export interface StreamOptions {
  /** The directory that holds execution/ and state/. */
  readonly logs: string;
  readonly config: string;
  /** Where the state files go. */
  readonly out: string;
  /** Where the arrivals go; `journal/` beside `out` by default. */
  readonly journal?: string | undefined;
  readonly gates: Gates;
  readonly onIncident: (incident: Incident) => void;
  /** The name that the directories are owned in; one of its own by default. */
  readonly token?: string | undefined;
  /** Aborted when it is time to stop: what is under way ends soon, at a commit. */
  readonly signal?: AbortSignal | undefined;
}

// The least time between two looks at the snapshots, the configs and the locks; between two status files where there is news,
// and where there is none.
const SNAPSHOTS_MS = 200;
const CONFIGS_MS = 900;
const LOCKS_MS = 900;
const NEWS_MS = 900;
const STATUS_MS = 4900;

/** What is open while live runs. */
interface Parts {
  readonly incidents: Incidents;
  readonly locks: readonly OwnerLock[];
  readonly journalDir: string;
  readonly journal: Journal;
  readonly outputs: LiveOutputs;
  readonly writer: StateWriter;
  readonly configs: ConfigWatch;
  readonly publisher: Publisher;
}

/**
 * Live: the logs and snapshots followed, every arrival journalled before it counts, and the state files kept current.
 * It is driven by `cycle`, each of which ends with everything committed; what it read goes through the same graph as
 * a replay.
 */
export class Stream {
  private pending = new Arrivals();
  private graph: LiveGraph;
  private sources: LiveSources;
  private waitingConfig: ConfigRecord | undefined;
  private readonly snapshots = new Every(SNAPSHOTS_MS);
  private readonly configs = new Every(CONFIGS_MS);
  private readonly locks = new Every(LOCKS_MS);
  private isOurs = false;
  private reportedMs = -Infinity;
  private reportedNews = '';
  private trimmedDay = '';
  private mustCommit = false;
  private commitFailures = 0;
  private recordsReadBack = 0;
  private now: Moment;

  private constructor(
    private readonly options: StreamOptions,
    private readonly parts: Parts,
    desk: Desk,
    moment: Moment,
  ) {
    this.now = moment;
    this.graph = openGraph(desk, parts.publisher.ticked);
    this.sources = this.sourcesOf(desk);
  }

  /**
   * Takes the output and journal directories, opens the journal at its last whole commit, and brings the graph to
   * where it was. Throws an OwnerError, a WorldError, or a UsageError where no config was ever sound.
   */
  static async open(options: StreamOptions, moment: Moment): Promise<Stream> {
    const { out, config } = options;
    const journalDir = options.journal ?? journalBeside(out);
    const locks = await ownDirectories([out, journalDir], options.token);
    try {
      for (const dir of [out, join(out, 'history'), journalDir]) await sweepDrafts(dir);
      const incidents = new Incidents(options.onIncident);
      const journal = await Journal.open(journalDir);
      if (journal.torn !== undefined) incidents.note('info', 'journal_torn', journal.torn);
      if (journal.damage.length > 0) incidents.set('journal_damaged', journal.damage.join('; '), 'error');
      const configs = new ConfigWatch(config, journal.state.config?.digest);
      const changed = await configs.poll();
      // What was due before the restart is answered with the config of its time, as it may have been published.
      const inForce = journal.state.config ?? changed;
      if (inForce === undefined)
        throw new UsageError(`no usable config in ${config}:\n${configs.problems.join('\n')}`);
      const desk = deskOfRecord(inForce);
      const ticked = journal.state.seq > 0 ? journal.state.ticked : tickBefore(moment, desk);
      const outputs = await LiveOutputs.open(out, Object.values(STATE_FILES), journal.state.outputs);
      const writer = new StateWriter(out);
      const standing = standingOf(journal.state.published);
      const publisher = new Publisher(writer, outputs, incidents, options.gates, standing, ticked);
      const parts = { incidents, locks, journalDir, journal, outputs, writer, configs, publisher };
      const stream = new Stream(options, parts, desk, moment);
      await stream.report({ ...stream.health(moment), state: 'starting' });
      if (journal.state.config !== undefined) await stream.begin(journal.state.config);
      if (changed !== undefined) await stream.changeTo(changed);
      return stream;
    } catch (error) {
      for (const lock of locks) await lock.release();
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
    if (!this.isOurs || this.locks.isDue(moment.steadyMs))
      this.isOurs = await this.attempt('lock', () => this.checkLocks());
    if (this.isOurs && (await this.commit()) && (await this.trim())) {
      if (this.configs.isDue(moment.steadyMs)) await this.followConfig();
      if (this.snapshots.isDue(moment.steadyMs)) await this.sources.readSnapshots(moment);
      if (await this.sources.readLogs(moment)) this.mark();
      await this.commit();
    }
    const waitMs = this.news() === this.reportedNews ? STATUS_MS : NEWS_MS;
    if (Math.abs(moment.steadyMs - this.reportedMs) >= waitMs) await this.report(this.health(moment));
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
      for (const lock of this.parts.locks) await lock.release();
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
        commit_failures: this.commitFailures,
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
      arrivals: () => this.pending,
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
    if (await this.attempt('journal', () => this.changeTo(this.waitingConfig)))
      this.waitingConfig = undefined;
  }

  private async changeTo(config: ConfigRecord | undefined): Promise<void> {
    if (config === undefined) return;
    const { journal, incidents } = this.parts;
    await journal.commit([config], this.facts({}), this.now.wallMs);
    incidents.note('info', 'config', `config ${config.digest} is in force`);
    await this.begin(config);
  }

  // The sources promise together: what is older than this will not come any more. Told when a tick falls due by it.
  private mark(): void {
    const { desk } = this.graph;
    const promise = this.sources.promiseAt(this.now.steadyMs);
    if (lastDue(promise, desk) <= this.parts.publisher.ticked) return;
    this.pending.add({ kind: 'mark', promise }, desk.settings);
    this.sources.promise(promise);
  }

  // Commits what has arrived, feeds it to the graph, and publishes what follows. False: the disk would not take it;
  // nothing more is read until it does.
  private async commit(): Promise<boolean> {
    const { journal, outputs, publisher } = this.parts;
    const arrivals = this.pending;
    if (arrivals.isEmpty && !this.mustCommit) return true;
    const taken = await this.attempt('journal', async () => {
      if (!arrivals.quarantined) await outputs.quarantine(arrivals.faults);
      arrivals.quarantined = true;
      await journal.commit(arrivals.records, this.facts(arrivals.steps), this.now.wallMs);
    });
    if (!taken) {
      this.commitFailures++;
      return false;
    }
    this.mustCommit = false;
    this.pending = new Arrivals();
    for (const batch of arrivals.batches)
      for (const frame of this.graph.feed(batch)) await publisher.answer(frame, this.graph.desk.settings);
    return true;
  }

  // What the disk refuses is told and tried again in the next cycle.
  private async attempt(code: string, act: () => Promise<void>): Promise<boolean> {
    const { incidents } = this.parts;
    try {
      await act();
      incidents.set(code, undefined);
      return true;
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      incidents.set(code, `${error.message}; reading waits for it`, 'error');
      return false;
    }
  }

  private facts(steps: CommitFacts['steps']): CommitFacts {
    const { outputs, publisher } = this.parts;
    const { ticked, standing } = publisher;
    return { ticked, steps, outputs: outputs.lengths, published: { ...standing } };
  }

  private async checkLocks(): Promise<void> {
    for (const lock of this.parts.locks) await lock.check();
  }

  private news(): string {
    const { journal, incidents } = this.parts;
    return `${journal.state.seq} ${JSON.stringify(incidents.open)}`;
  }

  private async report(health: Health): Promise<void> {
    this.reportedMs = this.now.steadyMs;
    this.reportedNews = this.news();
    try {
      await this.parts.writer.writeStatus(health);
      this.parts.incidents.set('status', undefined);
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.parts.incidents.set('status', error.message);
    }
  }

  // Once a day, at the start, and when the quarantine is full: what is too old goes. The commit that follows notes the
  // new lengths; the one before leaves nothing that a crash in between would have us write twice. False: the disk
  // would not take it.
  private async trim(): Promise<boolean> {
    const { outputs, journal, publisher, incidents } = this.parts;
    const { settings } = this.graph.desk;
    const today = isoUtc(this.now.wallMs).slice(0, 10);
    if (today === this.trimmedDay && !outputs.isFull) return true;
    this.mustCommit = true;
    if (!(await this.commit())) return false;
    this.trimmedDay = today;
    this.mustCommit = true;
    try {
      await outputs.trim(publisher.ticked - durationMs(settings.history_keep));
      const kept = Math.max(durationMs(settings.journal_keep), horizonMs(settings) + DAY);
      await journal.prune(Math.min(this.now.wallMs, publisher.ticked) - kept);
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      incidents.note('warn', 'trim', error.message);
    }
    // The new lengths, before anything is added to what they are the lengths of.
    return this.commit();
  }
}

function standingOf(published: JournalState['published']): Standing {
  return Object.fromEntries(
    STATE_KEYS.flatMap((key) => (published[key] === undefined ? [] : [[key, published[key]]])),
  );
}
