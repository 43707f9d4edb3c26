import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading, WakeSignal } from '../../src/io/follow/waker';
import type { Batch } from '../../src/model/event';
import { durationMs, type Settings } from '../../src/model/fund/settings';
import { lastTickBefore } from '../../src/model/values/time';
import type { Ingest } from './ingest';
import { blocking, pollWhile, type WhileWriting } from './poll-while';

// The least time between two looks at the snapshots.
const SNAPSHOTS_MS = 200;
// Rows that make no tick due are gathered for this long before a commit: each costs a sync of the disk.
const GATHER_MS = 250;

/** What becomes of commits. */
export interface CommitTaker {
  /** False: nothing can be committed for now. */
  isReady(): Promise<boolean>;
  /** Takes what a commit brings to the graph. */
  take(batches: readonly Batch[], whileWriting: WhileWriting): Promise<void>;
  /** Between the commits of a long backlog. False: it is time to stop. */
  goesOn(): Promise<boolean>;
}

/**
 * Has ingest look and commit. With a waker the logs are read on while a commit is written or taken, and rows are
 * gathered before a commit; else each look ends with everything committed.
 */
export class IngestLoop {
  private readonly snapshots = new Throttle(SNAPSHOTS_MS);
  private readonly gathered = new Throttle(GATHER_MS);

  constructor(
    private readonly ingest: Ingest,
    private readonly taker: CommitTaker,
    private readonly waker: WakeSignal | undefined,
  ) {}

  /** Reads all sources to their ends, and commits what arrived when it is time to. */
  async look(clock: ClockReading): Promise<void> {
    const { ingest, taker } = this;
    if (this.snapshots.isDue(clock.steadyMs)) await ingest.sources.readSnapshots(clock);
    await ingest.sources.findStrays(clock);
    await ingest.look(clock, async () => (await this.drain(clock)) && (await taker.goesOn()));
    await this.commitGathered(clock);
  }

  /** Commits what a tick needs, what was refused, and now and then the rest. False as in `drain`. */
  async commitGathered(clock: ClockReading): Promise<boolean> {
    const { ingest } = this;
    const mayWait = this.waker !== undefined && ingest.isDirty && !ingest.isUrgent;
    if (mayWait && !this.gathered.isDue(clock.steadyMs)) return true;
    return this.commit(clock, this.whilePollingLogs);
  }

  /**
   * Commits everything read so far and polls nothing in between: the journal then holds all of it. False: a commit was
   * refused, or cannot be taken.
   */
  async drain(clock: ClockReading): Promise<boolean> {
    do if (!(await this.commit(clock, blocking))) return false;
    while (this.ingest.isDirty);
    return this.taker.isReady();
  }

  /**
   * Polls the logs into the next commit while the work is under way. No watermark is set, no snapshot read and no config
   * followed: those belong to the cycle's own look.
   */
  readonly whilePollingLogs: WhileWriting = (work) => {
    const { ingest, waker } = this;
    if (waker === undefined) return work;
    return pollWhile(
      work,
      waker,
      () => ingest.hasRoom,
      (clock) => ingest.readOn(clock),
    );
  };

  private async commit({ steadyMs }: ClockReading, whileWriting: WhileWriting): Promise<boolean> {
    const { ingest, taker } = this;
    if (!(await taker.isReady())) return false;
    if (!ingest.isDirty) return true;
    // A tick that is due comes before further reading.
    const whileCommitting = ingest.isTickDue ? blocking : whileWriting;
    const batches = await whileCommitting(ingest.commit(steadyMs));
    if (batches !== undefined) await taker.take(batches, whileWriting);
    return batches !== undefined;
  }
}

/** When the next tick falls due after a look at this moment. It is in the past if that was after the look. */
export function nextTickMs({ tick, lateness }: Settings, lookedAtMs: number): number {
  const [tickMs, latenessMs] = [durationMs(tick), durationMs(lateness)];
  return lastTickBefore(lookedAtMs - latenessMs, tickMs) + tickMs + latenessMs + 1;
}
