import { WorldError } from '../../src/io/files/failures';
import { Arrivals } from '../../src/io/follow/arrivals';
import type { CommitFacts } from '../../src/io/journal/journal';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import type { Batch } from '../../src/model/event';
import type { LiveParts } from './open-live';

/** What has arrived, until the journal holds it. */
export class CommitQueue {
  failures = 0;
  private pending = new Arrivals();
  // What is on its way to the journal, or waits for a disk that would not take it: before what is gathered since.
  private inFlight: Arrivals | undefined;
  private isForced = false;

  constructor(private readonly parts: LiveParts) {}

  /** What goes into the next commit: there may be more while one is on its way. */
  get arrivals(): Arrivals {
    return this.pending;
  }

  /** Something has arrived that no commit holds. */
  get isDirty(): boolean {
    return this.inFlight !== undefined || !this.pending.isEmpty;
  }

  /** There is something to commit. */
  get isDue(): boolean {
    return this.isDirty || this.isForced;
  }

  /** The next commit is to be made even where nothing arrived. */
  force(): void {
    this.isForced = true;
  }

  /**
   * Commits what has arrived by now, and gives it: it counts from now on. Undefined: the disk would not take it; no
   * more than one commit holds is to be read until it does. Throws an OwnerError when the directories have another
   * owner by now.
   */
  async commit(wallMs: number): Promise<readonly Batch[] | undefined> {
    const { journal, outputs } = this.parts;
    // What comes from here on is none of this commit's: its steps and its lines are there together or not at all.
    const arrivals = (this.inFlight ??= this.take());
    const isTaken = await this.attempt('journal', async () => {
      await this.checkLocks();
      if (!arrivals.quarantined) await outputs.quarantine(arrivals.faults);
      arrivals.quarantined = true;
      await journal.commit(arrivals.records, this.facts(arrivals.moves), wallMs);
    });
    if (!isTaken) {
      this.failures++;
      return undefined;
    }
    this.isForced = false;
    this.inFlight = undefined;
    return arrivals.batches;
  }

  /** A commit of its own for a change of config. Throws a WorldError. */
  async commitConfig(config: ConfigRecord, wallMs: number): Promise<void> {
    await this.checkLocks();
    await this.parts.journal.commit([config], this.facts({}), wallMs);
  }

  /** Throws an OwnerError when the directories have another owner by now. */
  async checkLocks(): Promise<void> {
    for (const lock of this.parts.locks) await lock.check();
  }

  /** What the disk refuses is told and tried again in the next cycle. */
  async attempt(code: string, act: () => Promise<void>): Promise<boolean> {
    const { incidents } = this.parts;
    try {
      await act();
      incidents.set(code, undefined);
      return true;
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      incidents.set(code, `${error.message}; reading waits for it`, 'error');
      return false;
    }
  }

  private take(): Arrivals {
    const { pending } = this;
    this.pending = new Arrivals();
    return pending;
  }

  private facts(steps: CommitFacts['steps']): CommitFacts {
    const { outputs, publisher } = this.parts;
    const { ticked, digests } = publisher;
    return { ticked, steps, outputs: outputs.lengths, published: { ...digests } };
  }
}
