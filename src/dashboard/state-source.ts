import { join, parse } from 'node:path';
import { STATE_FILES, STATE_KEYS, type StateFileKey } from '../../operators/files/state-files';
import { ChangingFile, type FileReading } from '../io/dashboard/changing-file';
import { HistoryFile } from '../io/dashboard/history-file';
import { reasonOf } from '../io/files/failures';
import { liveOwner } from '../io/lock/live-owner';
import { STATUS_FILE } from '../io/publish/state-writer';
import { isObject } from '../model/values/json';
import { EVALUATION_FILE } from '../../operators/evidence/evaluation/evaluation-file';
import type { Circumstances } from './model/circumstances';
import { bounded } from './problems/bounded';
import { checkState } from './problems/checked-state';
import type { EvidenceSummary } from './model/evidence';
import type { StateProblem } from './model/page-model';
import { evidenceSummary } from './sections/evidence-summary';
import { sectioned, shownState, type SectionedState, type ShownState } from './shown-state';

const MOST_FRAMES = 5000;
const PAST_KEPT = 4;

type PerFile<T> = Readonly<Record<StateFileKey, T>>;

/** The state files of a directory and their history, read again where they changed. Writes nothing. */
export class StateSource {
  private readonly files: PerFile<ChangingFile>;
  private readonly history: PerFile<HistoryFile>;
  private readonly status: ChangingFile;
  private readonly evaluation: ChangingFile;
  private lastEvidence: { readonly reading: FileReading; readonly read: ReadEvidence } | undefined;
  private last: { readonly readings: PerFile<FileReading>; readonly sectioned: SectionedState } | undefined;
  private readonly past = new Map<number, { readonly mark: string; readonly sectioned: SectionedState }>();

  constructor(
    private readonly stateDir: string,
    private readonly staleAfterMs: number,
  ) {
    this.files = perFile((key) => new ChangingFile(join(stateDir, STATE_FILES[key])));
    this.history = perFile(
      (key) => new HistoryFile(join(stateDir, 'history', `${parse(STATE_FILES[key]).name}.jsonl`)),
    );
    this.status = new ChangingFile(join(stateDir, STATUS_FILE));
    this.evaluation = new ChangingFile(join(stateDir, EVALUATION_FILE));
  }

  /** What stands at `nowMs`, whatever the files hold. */
  async current(nowMs: number): Promise<ShownState> {
    const readings = await allRead(perFile((key) => this.files[key].read()));
    const { last } = this;
    const isKnown = STATE_KEYS.every((key) => last?.readings[key] === readings[key]);
    const state = isKnown && last !== undefined ? last.sectioned : sectioned(checkState(readings));
    this.last = { readings, sectioned: state };
    const { frames, problems } = await this.frames();
    const { live, problem } = await this.live(nowMs);
    const judged = await this.evidence();
    return shownState(state, {
      nowMs,
      staleAfterMs: this.staleAfterMs,
      live,
      frames,
      evidence: judged.evidence,
      fileProblems: [...problems, ...[problem, judged.problem].filter((each) => each !== undefined)],
    });
  }

  /** The state at a moment of the history; undefined where no frame has that moment. */
  async at(atMs: number, nowMs: number): Promise<ShownState | undefined> {
    const { frames } = await this.frames();
    if (!frames.includes(atMs)) return undefined;
    const mark = await this.pastMark(atMs);
    const kept = this.past.get(atMs);
    const known =
      kept?.mark === mark
        ? kept
        : {
            mark,
            sectioned: sectioned(checkState(await allRead(perFile((key) => this.history[key].read(atMs))))),
          };
    // The one asked for last is dropped last.
    this.past.delete(atMs);
    this.past.set(atMs, known);
    for (const oldest of [...this.past.keys()].slice(0, -PAST_KEPT)) this.past.delete(oldest);
    return shownState(known.sectioned, { nowMs, staleAfterMs: this.staleAfterMs, frames, atMs });
  }

  private async pastMark(atMs: number): Promise<string> {
    const marks = await Promise.all(Object.values(this.history).map((file) => file.mark(atMs)));
    return marks.join('\n');
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

  private async evidence(): Promise<ReadEvidence> {
    const reading = await this.evaluation.read();
    const { lastEvidence } = this;
    if (lastEvidence !== undefined && lastEvidence.reading === reading) return lastEvidence.read;
    const read = readEvidence(reading);
    this.lastEvidence = { reading, read };
    return read;
  }

  private async live(nowMs: number): Promise<{
    readonly live?: Circumstances['live'];
    readonly problem?: StateProblem;
  }> {
    const reading = await this.status.read();
    if (reading === undefined) return {};
    if (!('value' in reading) || !isObject(reading.value)) {
      const why = 'message' in reading ? reading.message : 'not a status of live';
      const message = `${STATUS_FILE} cannot be read: ${why}. Whether live runs, and its gates, are not known.`;
      return { problem: { severity: 'warning', code: 'unreadable', file: STATUS_FILE, message } };
    }
    // The page writes nothing where it reads: the file system's clock is not to be had.
    const owner = await liveOwner(this.stateDir, nowMs).catch(() => undefined);
    return { live: { status: reading.value, running: owner !== undefined } };
  }
}

/** An evaluation beside the state files: nothing where there is none. */
interface ReadEvidence {
  readonly evidence?: EvidenceSummary;
  readonly problem?: StateProblem;
}

function readEvidence(reading: FileReading): ReadEvidence {
  if (reading === undefined) return {};
  if ('value' in reading && isObject(reading.value))
    return { evidence: evidenceSummary(bounded(reading.value)) };
  const why = 'message' in reading ? reading.message : 'not an evaluation';
  const message = `${EVALUATION_FILE} cannot be read: ${why}. Run intel evaluate again.`;
  return { problem: { severity: 'warning', code: 'unreadable', file: EVALUATION_FILE, message } };
}

function perFile<T>(of: (key: StateFileKey) => T): PerFile<T> {
  return {
    expectancy: of('expectancy'),
    scores: of('scores'),
    suggestions: of('suggestions'),
    allocation: of('allocation'),
  };
}

// All are being read by now.
async function allRead({
  expectancy,
  scores,
  suggestions,
  allocation,
}: PerFile<Promise<FileReading>>): Promise<PerFile<FileReading>> {
  return {
    expectancy: await expectancy,
    scores: await scores,
    suggestions: await suggestions,
    allocation: await allocation,
  };
}
