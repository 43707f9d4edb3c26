import { resolve } from 'node:path';
import type { Fence } from '../files/fence';
import { reaching } from '../files/failures';
import { makeDirectory } from '../files/make-directory';
import { limitOf, STALE_MS } from './heartbeat';
import { newToken, OwnerLock, type Taking } from './owner-lock';

// Checks renew the heartbeat as well; this is for a time without any, such as a long read at the start.
const BEATS_IN_LIMIT = 6;

/** The directories of one owner. */
export class OwnedDirectories {
  private readonly beat: NodeJS.Timeout;

  private constructor(
    private readonly locks: ReadonlyMap<string, OwnerLock>,
    staleMs: number,
  ) {
    // A loss stays lost, and a failure comes again: the next check throws it.
    const beat = (): void => void this.check().catch(() => undefined);
    this.beat = setInterval(beat, limitOf(staleMs) / BEATS_IN_LIMIT).unref();
  }

  /** Takes directories in one name; they are made where they are missing; all of them or none. */
  static async take(dirs: readonly string[], taking: Taking = {}): Promise<OwnedDirectories> {
    const { staleMs = STALE_MS, token = newToken() } = taking;
    const locks = new Map<string, OwnerLock>();
    try {
      for (const dir of new Set(dirs.map((path) => resolve(path)))) {
        await reaching(dir, 'write', () => {
          makeDirectory(dir);
          return Promise.resolve();
        });
        locks.set(dir, await OwnerLock.take(dir, { ...taking, token }));
      }
      return new OwnedDirectories(locks, staleMs);
    } catch (error) {
      for (const lock of locks.values()) await lock.release();
      throw error;
    }
  }

  /** Throws an OwnerError when one of them is ours no longer. The last thing to do before a file in them is changed. */
  readonly check = async (): Promise<void> => {
    for (const lock of this.locks.values()) await lock.check();
  };

  /** The same of one of them alone: for what must be written while another cannot be. */
  checkOf(dir: string): Fence {
    const lock = this.locks.get(resolve(dir));
    return lock === undefined ? this.check : () => lock.check();
  }

  async release(): Promise<void> {
    clearInterval(this.beat);
    for (const lock of this.locks.values()) await lock.release();
  }
}
