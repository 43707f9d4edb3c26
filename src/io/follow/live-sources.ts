import { join } from 'node:path';
import type { Settings } from '../../model/fund/settings';
import { SECOND } from '../../model/values/time';
import { SNAPSHOT_NAMES } from '../snapshots/load-snapshots';
import { LOG_STEMS } from '../journal/arrival-batch';
import type { Arrivals } from './arrivals';
import type { Health } from '../publish/health';
import type { Incidents } from '../publish/incidents';
import type { JournalState } from '../journal/journal-records';
import { LogSource } from './log-source';
import type { ClockReading } from './waker';
import { SnapshotWatch } from './snapshot-watch';
import type { TailNews } from '../tail/tail-news';

/** The files that are listened to, by their directory: a change of one is worth a look at once. */
export function watchedFiles(logsDir: string): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([
    [join(logsDir, 'execution'), new Set(LOG_STEMS.map((stem) => `${stem}.jsonl`))],
    [join(logsDir, 'state'), new Set(SNAPSHOT_NAMES.map((name) => `${name}.json`))],
  ]);
}

/** All that live listens to besides the configs: both logs and the snapshots, from where the journal left them. */
export class LiveSources {
  private readonly logs: readonly LogSource[];
  private readonly snapshots: readonly SnapshotWatch[];
  private nowMs = 0;

  constructor(
    logsDir: string,
    private readonly settings: Settings,
    { bookmarks, snapshots }: Pick<JournalState, 'bookmarks' | 'snapshots'>,
    private readonly incidents: Incidents,
    /** Where what is read goes. */
    private readonly arrivals: () => Arrivals,
  ) {
    this.logs = LOG_STEMS.map(
      (stem) =>
        new LogSource(logsDir, stem, settings, bookmarks[stem], (news) => {
          this.onTailNews(stem, news);
        }),
    );
    this.snapshots = SNAPSHOT_NAMES.map(
      (name) => new SnapshotWatch(join(logsDir, 'state'), name, snapshots[name]),
    );
  }

  async readSnapshots({ wallMs, steadyMs }: ClockReading): Promise<void> {
    // As of the later clock, like the rows: a clock that is set back does not put what is written into the future.
    const nowMs = Math.max(wallMs, steadyMs);
    for (const watch of this.snapshots) {
      const record = await watch.poll(nowMs, nowMs + this.settings.max_future_s * SECOND);
      if (record !== undefined) this.arrivals().add(record, this.settings);
      const { name, problem } = watch;
      this.incidents.set(name, problem === undefined ? undefined : `${name}.json cannot be used: ${problem}`);
    }
  }

  /**
   * Reads both logs to where they end now. False when one of them could not be read to its end. `mayContinue` is asked when
   * there is enough for one commit; where it says no, nothing more is read.
   */
  async readLogs({ steadyMs, wallMs }: ClockReading, mayContinue: () => Promise<boolean>): Promise<boolean> {
    this.nowMs = wallMs;
    for (const log of this.logs) {
      for await (const rows of log.poll(steadyMs, Math.max(wallMs, steadyMs))) {
        const arrivals = this.arrivals();
        arrivals.addRows(rows);
        if (arrivals.isFull && !(await mayContinue())) return false;
      }
      this.reportState(log);
    }
    return this.logs.every(({ outcome }) => outcome.kind === 'drained');
  }

  /** Up to where both logs promise together, after all was read at this moment of the steady clock. */
  watermarkAt(steadyMs: number): number {
    return Math.min(...this.logs.map((log) => log.watermarkAt(steadyMs)));
  }

  /** They have promised: what is older from now on is late. */
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

  private onTailNews(stem: string, { event, detail, incomplete }: TailNews): void {
    this.incidents.note(incomplete ? 'error' : 'info', event, `${stem}: ${detail}`);
    if (!incomplete) return;
    const caution = { kind: 'caution', ts: this.nowMs, code: `${stem}_${event}`, incomplete } as const;
    this.arrivals().add(caution, this.settings);
  }

  private reportState({ stem, outcome, tail }: LogSource): void {
    const { backups } = this.settings;
    const { incidents } = this;
    const unread =
      outcome.kind === 'unreadable' ? `${stem}: ${outcome.message}; ticks wait for it` : undefined;
    incidents.set(`${stem}_unreadable`, unread, 'error');
    const missing = outcome.kind === 'drained' && outcome.missing ? `${stem}.jsonl is not there` : undefined;
    incidents.set(`${stem}_missing`, missing);
    const behind = tail.lagSegments > 0 && tail.lagSegments >= backups - 2;
    const lag = `${stem}: ${tail.lagSegments} segments behind, the executor keeps ${backups}`;
    incidents.set(`${stem}_chain`, behind ? lag : undefined, 'error');
  }
}
