import type { Damage, JournalView } from '../../src/io/journal/journal';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import { yieldToEventLoop } from '../../src/io/files/yield-to-event-loop';
import type { Batch } from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import type { Frame } from '../graph/decide';
import { deskOfRecord, openGraph, warmUp, type PushGraph } from './push-graph';

/** The graph that follows a journal, with the config in force. */
export class JournalFold {
  /** How many records of the journal were read back when the graph was opened. */
  recordsReadBack = 0;
  /** The desk of the config in force. */
  desk: Desk;
  private graph: PushGraph | undefined;

  constructor(
    private journal: JournalView,
    config: ConfigRecord,
  ) {
    this.desk = deskOfRecord(config);
  }

  /** Goes on over another view of the same journal, which stands where the one before did. */
  goOnOver(journal: JournalView): void {
    this.journal = journal;
  }

  /**
   * Opens the graph of a config and brings it to where the journal stands. Gives the frames of the ticks after `answered`
   * that are due by then, and what of the journal cannot be used. Ends early when told to stop. Throws a WorldError: the
   * fold is not to be used then.
   */
  async *useConfig(
    config: ConfigRecord,
    answered: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Frame | Damage> {
    this.close();
    this.desk = deskOfRecord(config);
    this.graph = openGraph(this.desk, answered);
    const back = warmUp(this.graph, this.journal, answered, this.journal.state.seq);
    try {
      while (signal?.aborted !== true) {
        const next = await back.next();
        if (next.done === true) {
          this.recordsReadBack = next.value;
          return;
        }
        yield next.value;
      }
    } finally {
      await back.return(0);
    }
  }

  /** The frames that fall due by the batches of a commit. Between the parts of a tick other work has its turn. */
  async feed(batches: Iterable<Batch>): Promise<readonly Frame[]> {
    const frames: Frame[] = [];
    for (const batch of batches)
      frames.push(...((await this.graph?.feedInParts(batch, yieldToEventLoop)) ?? []));
    return frames;
  }

  /** The times of the rows that wait for a moment later than this. */
  waiting(ts: number): readonly number[] {
    return this.graph?.laterThan(ts) ?? [];
  }

  close(): void {
    this.graph?.close();
  }
}
