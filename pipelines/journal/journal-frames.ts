import type { Damage, JournalReader } from '../../src/io/journal/journal';
import { tickedCommits, type TickedCommit } from '../../src/io/journal/journal-ticks';
import { horizonMs, type Settings } from '../../src/model/fund/settings';
import type { Frame } from '../graph/decide';
import { deskOfRecord, feedPart, openGraph, warmUp, type PushGraph } from './push-graph';

/** A row that came later than its source had promised, when `ticked` was the last tick due. */
export interface LateRow {
  readonly kind: 'late';
  readonly source: string;
  readonly file: string;
  readonly offset: number;
  readonly ts: number;
  readonly ticked: number;
}

/** What a replay of a journal gives. */
export type JournalEvent =
  | {
      readonly kind: 'frame';
      readonly frame: Frame;
      readonly settings: Settings;
      /** False where the horizon reaches back before a journal that was pruned. */
      readonly isComplete: boolean;
    }
  | LateRow
  | Damage;

/**
 * Every tick that live answered, again: the same arrivals through the same graph, with the configs of their time. A
 * change of config opens another graph, which is fed what the horizon holds, as live does.
 */
export async function* journalFrames(journal: JournalReader): AsyncGenerator<JournalEvent> {
  let graph: PushGraph | undefined;
  let completeFrom = -Infinity;
  let next: number | undefined;
  const frameEvent = (current: PushGraph, frame: Frame): JournalEvent => ({
    kind: 'frame',
    frame,
    settings: current.desk.settings,
    isComplete: frame.asOf - horizonMs(current.desk.settings) >= completeFrom,
  });
  try {
    for await (const part of tickedCommits(journal)) {
      if (part.kind === 'damage') yield part;
      if (part.kind === 'sealed') {
        yield* lateRows(part);
        // The journal begins here, or goes on after what was pruned.
        const begun = part.commit.seq === next ? undefined : part.opened;
        next = part.commit.seq + 1;
        if (begun !== undefined && begun.seq > 0) completeFrom = part.commit.at;
        const config = part.records.find(({ kind }) => kind === 'config') ?? begun?.config;
        if (config?.kind === 'config') {
          graph?.close();
          const { ticked } = part;
          graph = openGraph(deskOfRecord(config), ticked);
          for await (const back of warmUp(graph, journal, ticked, part.commit.seq))
            if (!('kind' in back)) yield frameEvent(graph, back);
        }
      }
      if (graph === undefined) continue;
      for (const frame of feedPart(graph, part)) yield frameEvent(graph, frame);
    }
  } finally {
    graph?.close();
  }
}

function* lateRows({ records, ticked }: TickedCommit): Generator<LateRow> {
  for (const record of records.filter((known) => known.kind === 'rows')) {
    const { source, file, late } = record;
    for (const [offset, ts] of late) yield { kind: 'late', source, file, offset, ts, ticked };
  }
}
