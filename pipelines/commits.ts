import { WorldError } from '../src/io/failures';
import { Arrivals } from '../src/io/live/arrivals';
import type { CommitFacts } from '../src/io/live/journal';
import type { ConfigRecord } from '../src/io/live/journal-records';
import type { Batch } from '../src/model/event';
import type { Parts } from './stream-parts';

/** What has arrived, until the journal holds it. */
export class Commits {
  failures = 0;
  private gathered = new Arrivals();
  private demanded = false;

  constructor(private readonly parts: Parts) {}

  /** What has arrived since the last commit. */
  get arrivals(): Arrivals {
    return this.gathered;
  }

  /** The next commit is to be made even where nothing arrived. */
  demand(): void {
    this.demanded = true;
  }

  /**
   * Commits what has arrived, and gives it: it counts from now on. Undefined: the disk would not take it; nothing more
   * is to be read until it does. Throws an OwnerError when the directories have another owner by now.
   */
  async commit(wallMs: number): Promise<readonly Batch[] | undefined> {
    const { journal, outputs } = this.parts;
    const arrivals = this.gathered;
    if (arrivals.isEmpty && !this.demanded) return [];
    const isTaken = await this.attempt('journal', async () => {
      await this.checkLocks();
      if (!arrivals.quarantined) await outputs.quarantine(arrivals.faults);
      arrivals.quarantined = true;
      await journal.commit(arrivals.records, this.facts(arrivals.steps), wallMs);
    });
    if (!isTaken) {
      this.failures++;
      return undefined;
    }
    this.demanded = false;
    this.gathered = new Arrivals();
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

  private facts(steps: CommitFacts['steps']): CommitFacts {
    const { outputs, publisher } = this.parts;
    const { ticked, standing } = publisher;
    return { ticked, steps, outputs: outputs.lengths, published: { ...standing } };
  }
}
