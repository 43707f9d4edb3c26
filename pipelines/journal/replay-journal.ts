import { UsageError } from '../../src/io/files/failures';
import type { JournalReader } from '../../src/io/journal/journal';
import { readerOf } from '../../src/io/journal/read-journal';
import type { Frame } from '../graph/decide';
import { journalFrames } from './journal-frames';
import { ReplayPublisher } from '../publish/replay-publisher';

export interface JournalReplayOptions {
  /** Its directory, or how it is read. */
  readonly journal: string | JournalReader;
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
  const reader = await readerOf(journal);
  const outputs = { quarantine: false, history: true, force: options.force };
  const publisher = out === undefined ? undefined : await ReplayPublisher.open(out, outputs);
  let last: Frame | undefined;
  let ticks = 0;
  let late = 0;
  const notes: string[] = [];
  try {
    for await (const event of journalFrames(reader)) {
      if (event.kind === 'late') late++;
      if (event.kind === 'damage') notes.push(event.message);
      if (event.kind !== 'frame' || event.frame.asOf > asOf) continue;
      const { frame, settings } = event;
      last = frame;
      ticks++;
      options.onFrame?.(frame);
      publisher?.answer(frame, settings);
    }
    if (last === undefined) {
      const name = typeof journal === 'string' ? journal : 'the journal';
      throw new UsageError(`${name} holds no tick up to the moment asked for`);
    }
    await publisher?.commit(last);
    return { frame: last, ticks, lateRows: late, notes };
  } catch (error) {
    publisher?.abort();
    throw error;
  }
}
