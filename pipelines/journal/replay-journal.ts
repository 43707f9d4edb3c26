import { UsageError } from '../../src/io/files/failures';
import { refuseLiveOwner } from '../../src/io/lock/owner-lock';
import { segmentsOf } from '../../src/io/journal/read-journal';
import { History } from '../../src/io/publish/history';
import { removeStaleTemps } from '../../src/io/files/remove-stale-temps';
import { join } from 'node:path';
import type { Frame } from '../graph/decide';
import { journalFrames } from './journal-frames';
import { commitOutputs } from '../publish/commit-outputs';
import { contentsOf, planWrites, rulesOf, type PublishedDigests } from '../publish/publication';

export interface JournalReplayOptions {
  readonly journal: string;
  /** Where the files go; undefined writes nothing. */
  readonly out?: string | undefined;
  /** Epoch ms; no later tick is written. */
  readonly asOf?: number | undefined;
  readonly force?: boolean | undefined;
  /** Also sees every frame. */
  readonly onFrame?: ((frame: Frame) => void) | undefined;
}

export interface JournalReplayReport {
  readonly frame: Frame;
  readonly ticks: number;
  readonly lateRows: number;
  /** Parts of the journal that could not be used, in words. */
  readonly notes: readonly string[];
}

/** Replays a journal of live: every tick it answered, with the config of its time, the same bytes. */
export async function replayJournal(options: JournalReplayOptions): Promise<JournalReplayReport> {
  const { journal, out, asOf = Infinity } = options;
  if ((await segmentsOf(journal)).length === 0) throw new UsageError(`${journal} holds no journal segment`);
  if (out !== undefined) {
    await refuseLiveOwner(out);
    for (const dir of [out, join(out, 'history')]) await removeStaleTemps(dir);
  }
  let history: History | undefined;
  let digests: PublishedDigests = {};
  let last: Frame | undefined;
  let ticks = 0;
  let late = 0;
  const notes: string[] = [];
  try {
    for await (const event of journalFrames(journal)) {
      if (event.kind === 'late') late++;
      if (event.kind === 'damage') notes.push(event.message);
      if (event.kind !== 'frame' || event.frame.asOf > asOf) continue;
      const { frame, settings } = event;
      last = frame;
      ticks++;
      options.onFrame?.(frame);
      if (out === undefined) continue;
      history ??= new History(out);
      const plan = planWrites(frame, digests, rulesOf(settings));
      digests = plan.digests;
      for (const publication of plan.publications) history.add(publication);
      for (const publication of contentsOf(frame, settings)) history.keepContent(publication);
    }
    if (last === undefined) throw new UsageError(`${journal} holds no tick up to the moment asked for`);
    if (out !== undefined) await commitOutputs(out, last, { history, force: options.force });
    return { frame: last, ticks, lateRows: late, notes };
  } catch (error) {
    history?.abort();
    throw error;
  }
}
