import { basename, dirname, join } from 'node:path';
import { horizonMs, type Settings } from '../../model/fund/settings';
import { SECOND } from '../../model/values/time';
import { SNAPSHOT_NAMES, snapshotPath, type SnapshotName } from '../snapshots/load-snapshots';
import { LOG_STEMS, LOGS_DIR } from '../logs/log-stems';
import type { Arrivals } from './arrivals';
import type { Health } from '../publish/health';
import type { Incidents } from '../publish/incidents';
import type { JournalState } from '../journal/journal-records';
import { LiveCautions } from './live-cautions';
import { LogSource } from './log-source';
import type { ClockReading } from './waker';
import { SnapshotWatch } from './snapshot-watch';
import { StrayWatch } from './stray-watch';
import type { TailNews } from '../tail/tail-news';
import { unreadSegments } from '../tail/unread-segments';
import type { ToldHole } from '../tail/told-hole';

/** The files that are listened to, by their directory: a change of one is worth a look at once. */
export function watchedFiles(logsDir: string): ReadonlyMap<string, ReadonlySet<string>> {
  const files = [
    ...LOG_STEMS.map((stem) => join(logsDir, LOGS_DIR, `${stem}.jsonl`)),
    ...SNAPSHOT_NAMES.map((name) => snapshotPath(join(logsDir, 'state'), name)),
  ];
  const folders = new Set(files.map((file) => dirname(file)));
  return new Map(
    [...folders].map((folder) => [
      folder,
      new Set(files.filter((file) => dirname(file) === folder).map((file) => basename(file))),
    ]),
  );
}

/** All sources of live besides the configs: both logs and the snapshots, from the bookmarks of the journal on. */
export class LiveSources {
  private readonly dir: string;
  private readonly logs: readonly LogSource[];
  private readonly snapshots: readonly SnapshotWatch[];
  private readonly strays: readonly StrayWatch[];
  private readonly cautions: LiveCautions;
  private nowMs = 0;

  constructor(
    logsDir: string,
    private readonly settings: Settings,
    /** The snapshots that are read. */
    names: readonly SnapshotName[],
    { bookmarks, snapshots, cautions = [] }: Pick<JournalState, 'bookmarks' | 'snapshots' | 'cautions'>,
    private readonly incidents: Incidents,
    /** The arrivals that a read adds to. */
    private readonly arrivals: () => Arrivals,
  ) {
    this.cautions = new LiveCautions(cautions, horizonMs(settings), (record) => {
      this.arrivals().add(record);
    });
    this.logs = LOG_STEMS.map((stem) => {
      const onNews = (news: TailNews): void => {
        this.onTailNews(stem, news);
      };
      const holesTold = (): readonly ToldHole[] => this.cautions.holes(this.nowMs, `${stem}_gap`);
      return new LogSource(logsDir, stem, settings, bookmarks[stem], onNews, holesTold);
    });
    this.dir = join(logsDir, LOGS_DIR);
    this.strays = LOG_STEMS.map((stem) => new StrayWatch(this.dir, stem, settings.backups));
    this.snapshots = names.map((name) => new SnapshotWatch(join(logsDir, 'state'), name, snapshots[name]));
  }

  async readSnapshots({ steadyMs }: ClockReading): Promise<void> {
    for (const watch of this.snapshots) {
      const record = await watch.poll(steadyMs, steadyMs + this.settings.max_future_s * SECOND);
      if (record !== undefined) this.arrivals().add(record);
      const { name, problem } = watch;
      this.incidents.set(name, problem === undefined ? undefined : `${name}.json: ${problem}`);
    }
  }

  /** Looks now and then for files beside the logs that nobody reads. */
  async findStrays({ steadyMs }: ClockReading): Promise<void> {
    for (const watch of this.strays) {
      const code = `${watch.stem}_unread_files`;
      const news = await watch.poll(steadyMs);
      this.incidents.set(code, watch.problem);
      if (news === 'found') this.cautions.raise(steadyMs, code, false);
      // They may have been renamed into the chain: their rows are read by now.
      if (news === 'gone' && this.isDrained(watch.stem)) this.cautions.lift(steadyMs, code);
    }
  }

  /**
   * Reads both logs to their present ends. False when one of them could not be read to its end. Calls `mayContinue` when
   * a commit is full; false ends the reading.
   */
  async readLogs({ steadyMs }: ClockReading, mayContinue: () => Promise<boolean>): Promise<boolean> {
    this.nowMs = steadyMs;
    for (const log of this.logs) {
      for await (const rows of log.poll(steadyMs)) {
        const arrivals = this.arrivals();
        arrivals.addRows(rows);
        if (arrivals.isFull && !(await mayContinue())) return false;
      }
      this.reportState(log);
    }
    return this.logs.every(({ outcome }) => outcome.kind === 'drained');
  }

  /** While nothing may be read: tells where the executor is about to rotate rows away that these bookmarks do not know. */
  async lookForLag(bookmarks: JournalState['bookmarks']): Promise<void> {
    for (const { stem } of this.logs) {
      const segments = await unreadSegments(this.dir, stem, this.settings.backups, bookmarks[stem]);
      if (segments !== undefined) this.reportLag(stem, segments);
    }
  }

  /** Sets the watermark: older rows are late from now on. */
  advanceWatermark(ts: number): void {
    for (const log of this.logs) log.advanceWatermark(ts);
  }

  health(wallMs: number): Pick<Health, 'sources' | 'snapshots'> {
    return {
      sources: Object.fromEntries(this.logs.map((log) => [log.stem, log.health(wallMs)])),
      snapshots: Object.fromEntries(
        this.snapshots.map(({ name, missing, problem }) => [
          name,
          problem !== undefined ? 'unusable' : missing ? 'missing' : 'read',
        ]),
      ),
    };
  }

  async close(): Promise<void> {
    for (const { tail } of this.logs) await tail.close();
  }

  private onTailNews(stem: string, { event, detail, incomplete, hole }: TailNews): void {
    this.incidents.note(incomplete ? 'error' : 'info', event, `${stem}: ${detail}`);
    if (incomplete) this.cautions.raise(this.nowMs, `${stem}_${event}`, incomplete, hole);
    if (event === 'put_back') this.cautions.lift(this.nowMs, `${stem}_gap`);
  }

  private isDrained(stem: string): boolean {
    return this.logs.some((log) => log.stem === stem && log.outcome.kind === 'drained');
  }

  private reportState({ stem, outcome, tail }: LogSource): void {
    const { incidents } = this;
    const unread =
      outcome.kind === 'unreadable' ? `${stem}: ${outcome.message}; ticks wait for the log` : undefined;
    incidents.set(`${stem}_unreadable`, unread, 'error');
    const missing = outcome.kind === 'drained' && outcome.missing ? `${stem}.jsonl is missing` : undefined;
    incidents.set(`${stem}_missing`, missing);
    this.reportLag(stem, tail.lagSegments);
  }

  private reportLag(stem: string, segments: number): void {
    const { backups } = this.settings;
    const behind = segments > 0 && segments >= backups - 2;
    const lag = `${stem}: live is ${segments} segments behind, and the executor keeps ${backups}: rows may be lost`;
    this.incidents.set(`${stem}_chain`, behind ? lag : undefined, 'error');
  }
}
