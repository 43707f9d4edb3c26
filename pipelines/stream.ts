import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { StateFileKey } from '../operators/state-files';
import { STATE_FILES } from '../operators/state-files';
import { UsageError, WorldError } from '../src/io/failures';
import { LOG_STEMS } from '../src/io/live/arrival-batch';
import { Arrivals } from '../src/io/live/arrivals';
import { ConfigWatch } from '../src/io/live/config-watch';
import { sourceHealth, type Health } from '../src/io/live/health';
import { Incidents, type Incident } from '../src/io/live/incidents';
import { Journal, type CommitFacts } from '../src/io/live/journal';
import type { ConfigRecord, JournalState } from '../src/io/live/journal-records';
import { LiveOutputs } from '../src/io/live/live-outputs';
import { LogSource } from '../src/io/live/log-source';
import { OwnerLock } from '../src/io/live/owner-lock';
import type { Moment } from '../src/io/live/pulse';
import { SnapshotWatch } from '../src/io/live/snapshot-watch';
import { StateWriter } from '../src/io/live/state-writer';
import type { TailNews } from '../src/io/live/tail-news';
import { SNAPSHOT_NAMES } from '../src/io/load-snapshots';
import { sweepDrafts } from '../src/io/sweep-drafts';
import type { Desk } from '../src/model/desk';
import type { Gates } from '../src/model/gates';
import { durationMs, horizonMs } from '../src/model/settings';
import { DAY, isoUtc } from '../src/model/time';
import type { Frame } from './decide';
import { deskOfRecord, openGraph, readBack, type LiveGraph } from './live-graph';
import { liveRulesOf, publicationsOf, replacements, STATE_KEYS, type Standing } from './publication';

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
}

/** How often snapshots and configs are looked at. */
const LOOK_MS = 200;
/** How often the status file is written. */
const REPORT_MS = 1000;

/**
 * Live: the logs and snapshots followed, every arrival journalled before it counts, and the state files kept current.
 * It is driven by `cycle`, each of which ends with everything committed; what it read goes through the same graph as
 * a replay.
 */
export class Stream {
  private sources: readonly LogSource[] = [];
  private pending = new Arrivals();
  private nowMs = 0;
  private reportedMs = -Infinity;
  private standing: Standing;
  private ticked: number;
  private ticks = 0;
  private promised = -Infinity;
  private lookedAtMs = -Infinity;
  private day = '';
  private trimmed = false;
  private stopping = false;
  private failedStages = 0;
  private commitFailures = 0;
  private readBackRecords = 0;
  private complete = true;

  private constructor(
    private readonly options: StreamOptions,
    private readonly incidents: Incidents,
    private readonly locks: readonly OwnerLock[],
    private readonly journal: Journal,
    private readonly outputs: LiveOutputs,
    private readonly writer: StateWriter,
    private readonly configs: ConfigWatch,
    private readonly snapshots: readonly SnapshotWatch[],
    private graph: LiveGraph,
  ) {
    this.standing = standingOf(journal.state.published);
    this.ticked = journal.state.ticked;
  }

  /**
   * Takes the output and journal directories, opens the journal at its last whole commit, and brings the graph to
   * where it was. Throws an OwnerError, a WorldError, or a UsageError where no config was ever sound.
   */
  static async open(options: StreamOptions, moment: Moment): Promise<Stream> {
    const { out, logs, config } = options;
    const journalDir = journalOf(options);
    const incidents = new Incidents(options.onIncident);
    const locks = await takeAll([out, journalDir]);
    try {
      for (const dir of [out, join(out, 'history')]) await sweepDrafts(dir);
      const journal = await Journal.open(journalDir);
      for (const message of journal.damage) incidents.note('error', 'journal_damaged', message);
      const configs = new ConfigWatch(config, journal.state.config?.digest);
      const changed = await configs.poll();
      const inForce = changed ?? journal.state.config;
      if (inForce === undefined) {
        throw new UsageError(`no usable config in ${config}:\n${configs.problems.join('\n')}`);
      }
      const desk = deskOfRecord(inForce);
      const ticked =
        journal.state.seq === 0
          ? lastDue(moment.steadyMs - latenessMs(desk), tickMs(desk)) - tickMs(desk)
          : journal.state.ticked;
      const outputs = await LiveOutputs.open(out, Object.values(STATE_FILES), journal.state.outputs);
      const watches = SNAPSHOT_NAMES.map(
        (name) => new SnapshotWatch(join(logs, 'state'), name, journal.state.snapshots[name]),
      );
      const writer = new StateWriter(out);
      const stream = new Stream(
        options,
        incidents,
        locks,
        journal,
        outputs,
        writer,
        configs,
        watches,
        openGraph(desk, ticked),
      );
      stream.ticked = ticked;
      if (changed !== undefined) await stream.journalConfig(changed, moment);
      await stream.begin(inForce);
      return stream;
    } catch (error) {
      for (const lock of locks) await lock.release();
      throw error;
    }
  }

  /** When the next tick is due, by the steady clock: the moment a cycle should not come later than. */
  get dueMs(): number {
    const { desk } = this.graph;
    return lastDue(this.promised, tickMs(desk)) + tickMs(desk) + latenessMs(desk) + 1;
  }

  /** Asks the cycle in progress to end soon. */
  stop(): void {
    this.stopping = true;
  }

  /** Looks at everything once: what arrived is journalled, then counts; a tick that is due is answered. */
  async cycle(moment: Moment): Promise<void> {
    for (const lock of this.locks) await lock.check();
    this.nowMs = moment.wallMs;
    if (!(await this.commitPending(moment))) return;
    await this.trim(moment);
    if (moment.steadyMs - this.lookedAtMs >= LOOK_MS) {
      this.lookedAtMs = moment.steadyMs;
      await this.followConfig(moment);
      await this.readSnapshots(moment);
    }
    const drained = await this.readLogs(moment);
    if (drained) this.mark(moment);
    await this.commitPending(moment);
    await this.report(moment, 'live');
  }

  /** Gives up its files. What was committed stands. */
  async close(moment: Moment): Promise<void> {
    await this.commitPending(moment);
    await this.report(moment, 'stopped');
    this.graph.close();
    for (const { tail } of this.sources) await tail.close();
    for (const lock of this.locks) await lock.release();
  }

  health(moment: Moment): Health {
    const { journal, outputs, incidents, graph } = this;
    return {
      written: isoUtc(moment.wallMs),
      state: Object.keys(incidents.open).length > 0 ? 'degraded' : 'live',
      gates: this.options.gates,
      last_tick: this.ticks === 0 ? null : isoUtc(this.ticked),
      ticks: this.ticks,
      sources: Object.fromEntries(
        this.sources.map((source) => [source.stem, sourceHealth(source, moment.wallMs)]),
      ),
      snapshots: Object.fromEntries(
        this.snapshots.map(({ name, missing, problem }) => [
          name,
          problem !== undefined ? 'unusable' : missing ? 'missing' : 'read',
        ]),
      ),
      journal: {
        commits: journal.state.seq,
        bytes: journal.bytes,
        commit_failures: this.commitFailures,
        records_read_back: this.readBackRecords,
      },
      quarantined: outputs.quarantined,
      failed_stages: this.failedStages,
      config_digest: graph.desk.digest,
      complete: this.complete,
      warnings: incidents.open,
    };
  }

  // A graph with this config, brought to where the journal stands.
  private async begin(config: ConfigRecord): Promise<void> {
    const { journal } = this;
    this.graph.close();
    for (const { tail } of this.sources) await tail.close();
    const graph = openGraph(deskOfRecord(config), this.ticked);
    this.graph = graph;
    this.sources = LOG_STEMS.map(
      (stem) =>
        new LogSource(this.options.logs, stem, graph.desk.settings, journal.state.bookmarks[stem], (news) => {
          this.hear(stem, news);
        }),
    );
    for (const source of this.sources) source.promise(this.ticked);
    const back = readBack(graph, journalOf(this.options), this.ticked, journal.state.seq);
    for (;;) {
      const next = await back.next();
      if (next.done === true) {
        this.readBackRecords = next.value;
        return;
      }
      if (next.value.kind === 'frame') await this.answer(next.value.frame);
      else this.incidents.set('journal_damaged', next.value.message, 'error');
    }
  }

  private async followConfig(moment: Moment): Promise<void> {
    const changed = await this.configs.poll();
    const { problems } = this.configs;
    const bad =
      problems.length === 0 ? undefined : `the config before stays in force: ${problems.join('; ')}`;
    this.incidents.set('config', bad);
    if (changed === undefined) return;
    await this.journalConfig(changed, moment);
    this.incidents.note('info', 'config', `config ${changed.digest} is in force`);
    await this.begin(changed);
  }

  private async journalConfig(config: ConfigRecord, { wallMs }: Moment): Promise<void> {
    await this.journal.commit([config], this.facts({}), wallMs);
  }

  private async readSnapshots(moment: Moment): Promise<void> {
    const { settings } = this.graph.desk;
    for (const watch of this.snapshots) {
      const record = await watch.poll(moment.wallMs);
      if (record !== undefined) this.pending.add(record, settings);
      const { name, problem } = watch;
      this.incidents.set(name, problem === undefined ? undefined : `${name}.json cannot be used: ${problem}`);
    }
  }

  // Reads both logs to where they end now. False when one of them could not be read to its end.
  private async readLogs(moment: Moment): Promise<boolean> {
    const latestMs = Math.max(moment.wallMs, moment.steadyMs);
    for (const source of this.sources) {
      for await (const rows of source.poll(moment.steadyMs, latestMs)) {
        this.pending.addRows(rows);
        if (this.pending.isFull && !(await this.commitPending(moment))) return false;
        if (this.stopping) return false;
      }
      this.judge(source);
    }
    return this.sources.every(({ outcome }) => outcome.kind === 'drained');
  }

  // The sources promise together: what is older than this will not come any more. Told when a tick falls due by it.
  private mark({ steadyMs }: Moment): void {
    const { desk } = this.graph;
    const promise = Math.min(...this.sources.map((source) => source.promiseAt(steadyMs)));
    const due = lastDue(promise, tickMs(desk));
    if (due <= this.ticked) return;
    this.pending.add({ kind: 'mark', promise }, desk.settings);
    for (const source of this.sources) source.promise(promise);
  }

  // Commits what has arrived, feeds it to the graph, and publishes what follows. False: the disk would not take it;
  // nothing more is read until it does.
  private async commitPending({ wallMs }: Moment): Promise<boolean> {
    const arrivals = this.pending;
    if (arrivals.isEmpty && !this.trimmed) return true;
    try {
      if (!arrivals.quarantined) await this.outputs.quarantine(arrivals.faults);
      arrivals.quarantined = true;
      await this.journal.commit(arrivals.records, this.facts(arrivals.steps), wallMs);
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.commitFailures++;
      this.incidents.set('journal', `${error.message}; reading waits for it`, 'error');
      return false;
    }
    this.incidents.set('journal', undefined);
    this.trimmed = false;
    this.pending = new Arrivals();
    for (const batch of arrivals.batches)
      for (const frame of this.graph.feed(batch)) await this.answer(frame);
    return true;
  }

  private facts(steps: Arrivals['steps']): CommitFacts {
    return { ticked: this.ticked, steps, outputs: this.outputs.lengths, published: { ...this.standing } };
  }

  // A tick's frame: the files that are due are replaced, and the history notes it.
  private async answer(frame: Frame): Promise<void> {
    const { settings } = this.graph.desk;
    const { publications, standing } = replacements(frame, this.standing, liveRulesOf(settings, this.open));
    this.ticked = frame.asOf;
    this.ticks++;
    this.tellFailures(frame);
    try {
      const strange = await this.writer.write(publications);
      if (strange.length > 0)
        this.incidents.set(
          'other_writer',
          `${strange.join(', ')}: not as we had left it; another process writes there`,
        );
      if (frame.asOf % durationMs(settings.history_every) === 0)
        await this.outputs.keepContent(publicationsOf(frame).filter(({ key }) => this.open.has(key)));
      await this.outputs.notePublished(publications);
      this.standing = standing;
      this.incidents.set('publish', undefined);
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.incidents.set('publish', `${error.message}; tried again at the next tick`, 'error');
    }
  }

  private tellFailures(frame: Frame): void {
    for (const key of STATE_KEYS) {
      const answered = frame.files[key];
      if (answered.kind === 'failed') this.failedStages++;
      else if (key === 'expectancy') this.complete = answered.value.metadata.complete;
      const said =
        answered.kind === 'failed'
          ? `stage ${answered.stage} failed: ${answered.message}; ${STATE_FILES[key]} stays`
          : undefined;
      this.incidents.set(`stage_${key}`, said, 'error');
    }
  }

  private get open(): ReadonlySet<StateFileKey> {
    const { routerAutotune, feedbackAllocator } = this.options.gates;
    return new Set([
      'expectancy' as const,
      'scores' as const,
      ...(routerAutotune ? (['suggestions'] as const) : []),
      ...(feedbackAllocator ? (['allocation'] as const) : []),
    ]);
  }

  private async report(moment: Moment, state: 'live' | 'stopped'): Promise<void> {
    if (state === 'live' && moment.steadyMs - this.reportedMs < REPORT_MS) return;
    this.reportedMs = moment.steadyMs;
    const health = this.health(moment);
    try {
      await this.writer.writeStatus({ ...health, state: state === 'live' ? health.state : state });
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.incidents.set('status', error.message);
    }
  }

  // Once a day, and at the start: what is too old goes. The commit that follows notes the new lengths.
  private async trim({ wallMs }: Moment): Promise<void> {
    const today = isoUtc(wallMs).slice(0, 10);
    if (today === this.day) return;
    this.day = today;
    const { settings } = this.graph.desk;
    try {
      await this.outputs.trim(this.ticked - durationMs(settings.history_keep));
      const kept = Math.max(durationMs(settings.journal_keep), horizonMs(settings) + DAY);
      await this.journal.prune(Math.min(wallMs, this.ticked) - kept);
      this.trimmed = true;
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.incidents.note('warn', 'trim', error.message);
    }
  }

  private hear(stem: string, news: TailNews): void {
    const { event, detail, incomplete } = news;
    this.incidents.note(incomplete ? 'error' : 'info', event, `${stem}: ${detail}`);
    if (!incomplete) return;
    const code = `${stem}_${event}`;
    this.pending.add({ kind: 'caution', ts: this.nowMs, code, incomplete: true }, this.graph.desk.settings);
  }

  private judge({ stem, outcome, tail }: LogSource): void {
    const { backups } = this.graph.desk.settings;
    const unread =
      outcome.kind === 'unreadable' ? `${stem}: ${outcome.message}; ticks wait for it` : undefined;
    this.incidents.set(`${stem}_unreadable`, unread, 'error');
    const missing = outcome.kind === 'drained' && outcome.missing ? `${stem}.jsonl is not there` : undefined;
    this.incidents.set(`${stem}_missing`, missing);
    const behind = tail.lagSegments > 0 && tail.lagSegments >= backups - 2;
    const lag = behind
      ? `${stem}: ${tail.lagSegments} segments behind, the executor keeps ${backups}`
      : undefined;
    this.incidents.set(`${stem}_chain`, lag, 'error');
  }
}

function journalOf({ out, journal }: StreamOptions): string {
  return journal ?? join(dirname(resolve(out)), 'journal');
}

async function takeAll(dirs: readonly string[]): Promise<readonly OwnerLock[]> {
  const locks: OwnerLock[] = [];
  try {
    for (const dir of dirs) {
      await mkdir(dir, { recursive: true });
      locks.push(await OwnerLock.take(dir));
    }
    return locks;
  } catch (error) {
    for (const lock of locks) await lock.release();
    throw error;
  }
}

/** The latest tick that falls due by a promise: ticks wait until all before them is certain. */
function lastDue(promiseMs: number, tick: number): number {
  return (Math.ceil(promiseMs / tick) - 1) * tick;
}

function tickMs(desk: Desk): number {
  return durationMs(desk.settings.tick);
}

function latenessMs(desk: Desk): number {
  return durationMs(desk.settings.lateness);
}

function standingOf(published: JournalState['published']): Standing {
  return Object.fromEntries(
    STATE_KEYS.flatMap((key) => (published[key] === undefined ? [] : [[key, published[key]]])),
  );
}
