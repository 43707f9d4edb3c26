import { Subject } from 'rxjs';
import { arrivalBatch, WATERMARK_SOURCE } from '../../src/io/journal/arrival-batch';
import type { Damage, JournalEntry, JournalReader } from '../../src/io/journal/journal';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import { toDesk, type Desk } from '../../src/model/fund/desk';
import type { Batch, MarketEvent } from '../../src/model/event';
import { durationMs, horizonMs, settingsFrom } from '../../src/model/fund/settings';
import { SECOND } from '../../src/model/values/time';
import { decide, type Frame } from '../graph/decide';
import { Turns } from '../graph/turns';

/** The graph with one config in force, fed by hand. */
export interface PushGraph {
  readonly desk: Desk;
  /** The frames of the ticks that fall due by this batch. */
  feed(batch: Batch): readonly Frame[];
  /** The same, where a tick is made in parts: it waits for `pause` before each. Nothing else may be fed before its end. */
  feedInParts(batch: Batch, pause: () => Promise<void>): Promise<readonly Frame[]>;
  /** The times of the rows, fed so far, that are later than this. */
  laterThan(ts: number): readonly number[];
  close(): void;
}

/** The desk of a config that was checked when it was journalled; settings that are newer than it have their defaults. */
export function deskOfRecord({ files, digest, warnings }: ConfigRecord): Desk {
  return toDesk({ ...files, settings: settingsFrom(files.settings) }, digest, warnings);
}

/** Opens the graph; ticks up to `answered` are not answered again. */
export function openGraph(desk: Desk, answered: number): PushGraph {
  const frames: Frame[] = [];
  // Batches since the last watermark, and those of before that hold a row of a later time.
  let open: Batch[] = [];
  const batch$ = new Subject<Batch>();
  let failure: Error | undefined;
  const schedule = {
    sources: [WATERMARK_SOURCE],
    everyMs: durationMs(desk.settings.tick),
    latenessMs: 0,
    asOf: undefined,
    answered,
    due: 'last',
  } as const;
  const turns = new Turns();
  const subscription = decide(batch$, desk, schedule, turns.inTurn).subscribe({
    next: (frame) => frames.push(frame),
    error: (error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
    },
  });
  const begin = (batch: Batch): void => {
    const { events, watermark } = batch;
    if (events.length > 0) open.push(batch);
    if (watermark !== undefined) open = open.filter(({ latest }) => latest > watermark);
    batch$.next(batch);
  };
  const end = (): readonly Frame[] => {
    if (failure !== undefined) throw failure;
    return frames.splice(0);
  };
  return {
    desk,
    feed(batch) {
      begin(batch);
      while (turns.hasNext) turns.take();
      return end();
    },
    async feedInParts(batch, pause) {
      // Only a watermark makes a tick due.
      if (batch.watermark === undefined) return this.feed(batch);
      await pause();
      begin(batch);
      while (turns.hasNext) {
        await pause();
        turns.take();
      }
      return end();
    },
    laterThan: (ts) => open.flatMap(({ events }) => rowTimes(events).filter((each) => each > ts)),
    close: () => {
      subscription.unsubscribe();
    },
  };
}

function rowTimes(events: readonly MarketEvent[]): readonly number[] {
  return events.flatMap((event) => ('line' in event ? [event.ts] : []));
}

/**
 * Feeds a graph what the journal holds of its horizon, up to commit `until`. Gives the frames of ticks that were
 * not yet answered, and whatever part of the journal cannot be used.
 */
export async function* warmUp(
  graph: PushGraph,
  journal: JournalReader,
  answered: number,
  until: number,
): AsyncGenerator<Frame | Damage, number> {
  const { settings } = graph.desk;
  const horizon = horizonMs(settings);
  const sinceMs = answered - horizon - settings.max_future_s * SECOND;
  let events = 0;
  for await (const part of journal.read(horizon === Infinity ? -Infinity : Math.max(0, sinceMs))) {
    if (part.kind === 'sealed' && part.commit.seq >= until) break;
    if (part.kind === 'damage') yield part;
    yield* feedPart(graph, part);
    if (part.kind === 'sealed') events += part.records.length;
  }
  return events;
}

/** Feeds a graph one part of a journal. Gives the frames of the ticks that fall due by it. */
export function feedPart(graph: PushGraph, part: JournalEntry): readonly Frame[] {
  const frames: Frame[] = [];
  for (const batch of batchesOf(part)) frames.push(...graph.feed(batch));
  return frames;
}

/** The batches of one part of a journal, to be fed one after the other: each is made when it is asked for. */
export function* batchesOf(part: JournalEntry): Generator<Batch> {
  if (part.kind === 'damage') {
    yield damageBatch(part);
    return;
  }
  // The graph compares rows with those of late, whose lines are at hand then. A config has no events: it opens another graph.
  for (const record of part.records) if (record.kind !== 'config') yield arrivalBatch(record);
}

// Rows of the horizon are missing: a caution marks every frame that should hold them.
function damageBatch({ atMs, code }: Damage): Batch {
  const event = { kind: 'caution', ts: atMs, code, incomplete: true } as const;
  return { source: 'cautions', events: [event], first: Infinity, latest: -Infinity, ended: false, late: 0 };
}
