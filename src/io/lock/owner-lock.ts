import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codeOf, reaching, WorldError } from '../files/failures';
import { makeDirectory } from '../files/make-directory';
import { placeOf, readLock, thisProcess, unlessGone, type HeldLock } from './lock-file';
import { OwnerError } from './owner-error';
import { readSignature } from '../files/signature';

const LOCK = '.intel.lock';
const MOST_TRIES = 100;

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
 */
export class OwnerLock {
  // As our file was when it was last read and found to be whole.
  private found = '';

  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {}

  /** Takes the directory in the name of `token`, or throws an OwnerError that names who has it. */
  static async take(dir: string, token = newToken()): Promise<OwnerLock> {
    const path = join(dir, LOCK);
    const draft = `${path}.${process.pid}.${token.slice(0, 8)}.tmp`;
    try {
      await mkdir(draft);
      await writeFile(join(draft, token), `${JSON.stringify(await thisProcess(token))}\n`);
      for (let tries = 0; !(await isPut(draft, path)); tries++) {
        if (tries === MOST_TRIES) throw new Error('the path holds something other than a lock; remove it');
        await removeDead(dir);
      }
      return new OwnerLock(path, token);
    } catch (error) {
      await rm(draft, { recursive: true, force: true }).catch(() => undefined);
      if (error instanceof OwnerError || error instanceof WorldError) throw error;
      throw new WorldError(path, 'write', error);
    }
  }

  /** Throws an OwnerError when the directory is ours no longer. */
  async check(): Promise<void> {
    const signature = readSignature(join(this.path, this.token));
    if (signature !== '' && signature === this.found) return;
    const files = await readLock(this.path);
    if (files.some(({ owner }) => owner?.token === this.token)) {
      this.found = signature;
      return;
    }
    const [file] = files;
    const other = file?.owner === undefined ? 'an unknown writer' : `process ${file.owner.pid}`;
    const what = file === undefined ? 'is gone: somebody removed it' : `was taken over by ${other}`;
    throw new OwnerError(`${this.path} ${what}; this instance stops`);
  }

  /** Gives the directory up. A lock that cannot be removed ends with the process. */
  async release(): Promise<void> {
    await remove(this.path, this.token);
  }
}

/** The name of one ownership: 16 hex digits. */
export function newToken(): string {
  return randomBytes(8).toString('hex');
}

/** Gives up directories in the name of an owner that has ended without doing so. Never throws. */
export async function releaseStale(dirs: readonly string[], token: string): Promise<void> {
  for (const dir of dirs) await remove(join(dir, LOCK), token);
}

/** Takes directories, which are made where they are missing; all of them or none. */
export async function ownDirectories(
  dirs: readonly string[],
  token = newToken(),
): Promise<readonly OwnerLock[]> {
  const locks: OwnerLock[] = [];
  try {
    for (const dir of new Set(dirs.map((path) => resolve(path)))) {
      await reaching(dir, 'write', () => {
        makeDirectory(dir);
        return Promise.resolve();
      });
      locks.push(await OwnerLock.take(dir, token));
    }
    return locks;
  } catch (error) {
    for (const lock of locks) await lock.release();
    throw error;
  }
}

/** The lock of a directory that has an owner; undefined when that is dead, or there is none. */
export async function liveOwner(dir: string): Promise<HeldLock | undefined> {
  return (await readLock(join(dir, LOCK))).find((file) => file.state !== 'dead');
}

/** Throws an OwnerError when a directory has an owner that is not known to be dead. */
export async function refuseLiveOwner(dir: string): Promise<void> {
  const held = await liveOwner(dir);
  if (held !== undefined) throw refusal(dir, held);
}

function refusal(dir: string, { path, state, owner }: HeldLock): OwnerError {
  const { pid } = owner;
  if (state === 'running')
    return new OwnerError(
      `${dir} belongs to a running instance, process id ${pid}; stop that instance, or choose another directory`,
    );
  return new OwnerError(
    `${dir} belongs to process id ${pid} on ${placeOf(owner)}: this machine cannot tell whether it runs; ` +
      `choose another directory, or remove ${path} if that process has ended`,
  );
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

async function removeDead(dir: string): Promise<void> {
  const lock = join(dir, LOCK);
  for (const file of await readLock(lock)) {
    if (file.state !== 'dead') throw refusal(dir, file);
    // The lock of an earlier version is a file: `unlink` leaves a directory that took its place since.
    await unlessGone(unlink(file.path));
  }
  // Not every file system renames over an empty directory.
  await rmdir(lock).catch(() => undefined);
}

async function remove(path: string, token: string): Promise<void> {
  await unlink(join(path, token)).catch(() => undefined);
  await rmdir(path).catch(() => undefined);
}
