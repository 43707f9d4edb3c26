import { join, parse } from 'node:path';
import { STATE_FILES, type StateFileKey } from '../../operators/files/state-files';
import { ChangingFile, type FileReading } from '../io/dashboard/changing-file';
import { HistoryFile } from '../io/dashboard/history-file';
import { reasonOf } from '../io/files/failures';
import { liveOwner } from '../io/lock/owner-lock';
import { STATUS_FILE } from '../io/publish/state-writer';
import { isObject } from '../model/values/json';
import type { Circumstances } from './model/circumstances';
import { checkState } from './problems/checked-state';
import type { StateProblem } from './model/page-model';
import { sectioned, shownState, type SectionedState, type ShownState } from './shown-state';

const MOST_FRAMES = 5000;
const PAST_KEPT = 4;

type PerFile<T> = Readonly<Record<StateFileKey, T>>;

/** The state files of a directory and their history, read again where they changed. Writes nothing. */
export class StateSource {
  private readonly files: PerFile<ChangingFile>;
  private readonly history: PerFile<HistoryFile>;
  private readonly status: ChangingFile;
  private last: { readonly readings: PerFile<FileReading>; readonly sectioned: SectionedState } | undefined;
  private readonly past = new Map<number, { readonly mark: string; readonly sectioned: SectionedState }>();

  constructor(
    private readonly stateDir: string,
    private readonly staleAfterMs: number,
  ) {
    this.files = perFile((name) => new ChangingFile(join(stateDir, name)));
    this.history = perFile((name) => new HistoryFile(join(stateDir, 'history', `${parse(name).name}.jsonl`)));
    this.status = new ChangingFile(join(stateDir, STATUS_FILE));
  }

  /** What stands at `nowMs`, whatever the files hold. */
  async current(nowMs: number): Promise<ShownState> {
    const readings = await this.readings();
    const isKnown =
      this.last !== undefined &&
      Object.entries(readings).every(([key, reading]) => this.isLast(key, reading));
    const known = isKnown ? this.last?.sectioned : undefined;
    const state = known ?? sectioned(checkState(readings));
    this.last = { readings, sectioned: state };
    const { frames, problems } = await this.frames();
    const { live, problem } = await this.live();
    return shownState(state, {
      nowMs,
      staleAfterMs: this.staleAfterMs,
      live,
      frames,
      fileProblems: problem === undefined ? problems : [...problems, problem],
    });
  }

  /** What stood at a moment of the history; undefined for a moment that is none of its frames. */
  async at(atMs: number, nowMs: number): Promise<ShownState | undefined> {
    const { frames } = await this.frames();
    if (!frames.includes(atMs)) return undefined;
    const mark = await this.pastMark(atMs);
    const kept = this.past.get(atMs);
    const known =
      kept?.mark === mark ? kept : { mark, sectioned: sectioned(checkState(await this.pastReadings(atMs))) };
    // The one asked for last is dropped last.
    this.past.delete(atMs);
    this.past.set(atMs, known);
    for (const oldest of [...this.past.keys()].slice(0, -PAST_KEPT)) this.past.delete(oldest);
    return shownState(known.sectioned, { nowMs, staleAfterMs: this.staleAfterMs, frames, atMs });
  }

  private async readings(): Promise<PerFile<FileReading>> {
    const [expectancy, scores, suggestions, allocation] = await Promise.all([
      this.files.expectancy.read(),
      this.files.scores.read(),
      this.files.suggestions.read(),
      this.files.allocation.read(),
    ]);
    return { expectancy, scores, suggestions, allocation };
  }

  private async pastMark(atMs: number): Promise<string> {
    const marks = await Promise.all(Object.values(this.history).map((file) => file.mark(atMs)));
    return marks.join('\n');
  }

  private async pastReadings(atMs: number): Promise<PerFile<FileReading>> {
    const [expectancy, scores, suggestions, allocation] = await Promise.all([
      this.history.expectancy.read(atMs),
      this.history.scores.read(atMs),
      this.history.suggestions.read(atMs),
      this.history.allocation.read(atMs),
    ]);
    return { expectancy, scores, suggestions, allocation };
  }

  private isLast(key: string, reading: FileReading): boolean {
    const readings: Readonly<Record<string, FileReading>> = this.last?.readings ?? {};
    return readings[key] === reading;
  }

  // The moments of the scores: each frame has them, and their file is a small one.
  private async frames(): Promise<{
    readonly frames: readonly number[];
    readonly problems: readonly StateProblem[];
  }> {
    try {
      const moments = await this.history.scores.moments();
      return { frames: moments.slice(-MOST_FRAMES), problems: [] };
    } catch (error) {
      const message = `The history cannot be read: ${reasonOf(error)}.`;
      return {
        frames: [],
        problems: [{ severity: 'warning', code: 'history_unreadable', file: null, message }],
      };
    }
  }

  private async live(): Promise<{
    readonly live?: Circumstances['live'];
    readonly problem?: StateProblem;
  }> {
    const reading = await this.status.read();
    if (reading === undefined) return {};
    if (!('value' in reading) || !isObject(reading.value)) {
      const why = 'message' in reading ? reading.message : 'it is not a status file';
      const message = `${STATUS_FILE} cannot be read: ${why}. Whether live runs, and its gates, are not known.`;
      return { problem: { severity: 'warning', code: 'unreadable', file: STATUS_FILE, message } };
    }
    const owner = await liveOwner(this.stateDir).catch(() => undefined);
    return { live: { status: reading.value, running: owner !== undefined } };
  }
}

function perFile<T>(of: (name: string) => T): PerFile<T> {
  return {
    expectancy: of(STATE_FILES.expectancy),
    scores: of(STATE_FILES.scores),
    suggestions: of(STATE_FILES.suggestions),
    allocation: of(STATE_FILES.allocation),
  };
}
