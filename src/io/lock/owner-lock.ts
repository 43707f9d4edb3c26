import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, OwnerError, WorldError } from '../files/failures';
import { limitOf, renewHeartbeat, STALE_MS } from './heartbeat';
import { LOCK, ownerRefusal } from './live-owner';
import { readLock, unlessGone, type Judge } from './lock-file';
import { ownerName, ownerText } from './owner';
import { thisSpace, type PidSpace } from './pid-space';

const MOST_TRIES = 100;

/** How a directory is taken. */
export interface Taking {
  /** The name of the ownership; a new one by default. */
  readonly token?: string | undefined;
  /** Where this process runs. */
  readonly here?: PidSpace | undefined;
  /** The age of a heartbeat from which on others may take the lock. */
  readonly staleMs?: number | undefined;
}

/**
 * One owner for a directory. Its lock is a directory in it, `.intel.lock`. The one file in that says who the owner is
 * and is named by the owner's token, which is never used twice. A lock that is missing or empty is free.
 *
 * A process that wants it makes such a directory beside it and renames that to `.intel.lock`. A directory is renamed
 * over one that is missing or empty, in one step, and over no other: of all that try at once, one succeeds. A dead
 * owner's file is removed first, by its name. So it does not matter how long a process halts between two steps: what
 * it then removes is the dead owner's file or nothing, since the next owner's has another name, and that file makes the
 * rename fail. A process that is killed at any step leaves a free lock or a dead owner's.
 *
 * A lock that is one file would have to be renamed away before it can be known which one was moved: after a halt that
 * is a living owner's, and a third process finds the place free.
 *
 * Where a process cannot see whether the owner runs, the heartbeat decides: see `heartbeat`. An owner that finds its own
 * heartbeat too old, because it was halted, is dead from then on, whether the lock has been taken over or not.
 */
export class OwnerLock {
  // The time between the last two heartbeats. Once it is too long there are no more.
  private silentMs = 0;
  private isLost = false;

  private constructor(
    private readonly path: string,
    private readonly token: string,
    private readonly text: string,
    private heartbeatMs: number,
    private readonly limitMs: number,
  ) {}

  /** Takes the directory, or throws an OwnerError that names who has it. */
  static async take(dir: string, taking: Taking = {}): Promise<OwnerLock> {
    const { token = newToken(), here = await thisSpace(), staleMs = STALE_MS } = taking;
    const path = join(dir, LOCK);
    const draft = `${path}.${process.pid}.${token.slice(0, 8)}.tmp`;
    try {
      await mkdir(draft);
      const text = await ownerText(token, here, staleMs);
      await writeFile(join(draft, token), text);
      const { mtimeMs } = await stat(join(draft, token));
      for (let tries = 0; !(await isPut(draft, path)); tries++) {
        if (tries === MOST_TRIES) throw new Error('the path holds something other than a lock; remove it');
        await removeDead(dir, { here, nowMs: mtimeMs });
      }
      return new OwnerLock(path, token, text, mtimeMs, limitOf(staleMs));
    } catch (error) {
      await rm(draft, { recursive: true, force: true }).catch(() => undefined);
      if (error instanceof OwnerError || error instanceof WorldError) throw error;
      throw new WorldError(path, 'write', error);
    }
  }

  /**
   * Renews the heartbeat. Throws an OwnerError when the directory is ours no longer, or when others may have taken it
   * for free by now: nothing may be written from then on.
   */
  async check(): Promise<void> {
    this.renew();
    if (this.isLost) throw new OwnerError(`${this.path} ${await this.lossText()}; this instance stops`);
    if (this.silentMs < this.limitMs) return;
    throw new OwnerError(
      `${this.path} had no heartbeat for ${Math.round(this.silentMs / 1000)} s, and others may have taken it for free: ` +
        'this process was halted, or the clock was set; this instance stops',
    );
  }

  /** Gives the directory up. A lock that cannot be removed ends with the process. */
  async release(): Promise<void> {
    await remove(this.path, this.token);
  }

  private renew(): void {
    if (this.isLost || this.silentMs >= this.limitMs) return;
    const heartbeatMs = renewHeartbeat(join(this.path, this.token), this.text);
    if (heartbeatMs === undefined) {
      this.isLost = true;
      return;
    }
    this.silentMs = heartbeatMs - this.heartbeatMs;
    this.heartbeatMs = heartbeatMs;
  }

  private async lossText(): Promise<string> {
    const [file] = await readLock(this.path);
    if (file === undefined) return 'is gone: somebody removed it';
    const { state, owner } = file;
    if (owner === undefined) return 'was taken over by an unknown writer';
    return `was taken over by ${state === 'running' ? `process ${owner.pid}` : ownerName(owner)}`;
  }
}

/** The name of one ownership: 16 hex digits. */
export function newToken(): string {
  return randomBytes(8).toString('hex');
}

/** Whether the lock of a directory is the one of this name. Never throws. */
export function isOwnedBy(dir: string, token: string): boolean {
  return existsSync(join(dir, LOCK, token));
}

/** Gives up directories in the name of an owner that has ended without doing so. Never throws. */
export async function releaseStale(dirs: readonly string[], token: string): Promise<void> {
  for (const dir of dirs) await remove(join(dir, LOCK), token);
}

// False: something lies in the lock.
async function isPut(draft: string, path: string): Promise<boolean> {
  try {
    await rename(draft, path);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

async function removeDead(dir: string, judge: Judge): Promise<void> {
  const lock = join(dir, LOCK);
  for (const file of await readLock(lock, judge)) {
    if (file.state !== 'dead') throw ownerRefusal(dir, file);
    // The lock of an earlier version is a file: `unlink` leaves a directory that took its place since.
    await unlessGone(unlink(file.path));
  }
  // Not every file system renames over an empty directory.
  await rmdir(lock).catch(() => undefined);
}

// A disk that fails once is asked again: this process may want the directory again before it ends.
async function remove(path: string, token: string): Promise<void> {
  const removeFile = (): Promise<void> => unlink(join(path, token));
  await removeFile()
    .catch(removeFile)
    .catch(() => undefined);
  await rmdir(path).catch(() => undefined);
}
