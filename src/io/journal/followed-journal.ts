import { join } from 'node:path';
import { closeRead, openRegular } from '../files/open-file';
import type { Damage, FollowedView, JournalEntry, SealedCommit } from './journal';
import type { JournalState } from './journal-records';
import { afterCommit } from './journal-state';
import { SEAL_LENGTH, sealAtEnd } from './journal-text';
import { wholePart } from './open-journal';
import { commitsAfter, commitsSince, segmentsOf, type JournalPlace } from './read-journal';

/** Where a follower stands: after a commit whose seal it remembers. */
interface SealedPlace extends JournalPlace {
  readonly seal: string;
}

/**
 * A journal that another process writes, followed commit by commit. Nothing of it is changed. A commit counts once it is
 * sealed; where the writer takes one back, because the disk refused it, what was followed is no longer the journal.
 */
export class FollowedJournal implements FollowedView {
  readonly answersAgain = true;

  private constructor(
    private readonly dir: string,
    private current: JournalState,
    private place: SealedPlace,
  ) {}

  get state(): JournalState {
    return this.current;
  }

  /**
   * Opens a journal before the commit of this number, where what comes before it is still there; else after its last whole
   * commit. Undefined where there is none yet. Throws a WorldError.
   */
  static async open(dir: string, before = Infinity): Promise<FollowedJournal | undefined> {
    for (const segment of (await segmentsOf(dir)).toReversed()) {
      const { state, length, seal } = await wholePart(dir, segment, before);
      if (state !== undefined && seal !== undefined)
        return new FollowedJournal(dir, state, { segment, end: length, next: state.seq, seal });
    }
    return before === Infinity ? undefined : FollowedJournal.open(dir);
  }

  read(fromMs: number): AsyncIterable<JournalEntry> {
    return commitsSince(this.dir, fromMs);
  }

  async *news(): AsyncGenerator<SealedCommit | Damage> {
    // What nothing follows may be repaired by the writer's next start.
    const damage: Damage[] = [];
    for await (const part of commitsAfter(this.dir, this.place)) {
      if (part.kind === 'damage') {
        damage.push(part);
        continue;
      }
      yield* damage.splice(0);
      const { segment, end, seal, commit, records } = part;
      this.current = afterCommit(part.opened ?? this.current, commit, records, segment);
      this.place = { segment, end, seal, next: this.current.seq };
      yield part;
    }
  }

  async holdsPlace(): Promise<boolean> {
    const { segment, end, seal } = this.place;
    const handle = await openRegular(join(this.dir, segment));
    if (handle === undefined) return false;
    try {
      const line = Buffer.alloc(SEAL_LENGTH);
      await handle.read(line, 0, SEAL_LENGTH, end - 1 - SEAL_LENGTH);
      return sealAtEnd(line) === seal;
    } finally {
      await closeRead(handle);
    }
  }

  // Each look opens its segments anew.
  close(): void {
    return;
  }
}
