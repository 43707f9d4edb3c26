import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codeOf, WorldError } from '../files/failures';
import { removeStaleTemps } from '../files/remove-stale-temps';
import { isAlive, readLock, thisProcess, type Lock, type Owner } from './lock-file';
import { OwnerError } from './owner-error';
import { signatureOf } from '../files/signature';

const LOCK = '.intel.lock';
const MOST_TRIES = 1000;
const RELEASE_TRIES = 5;
const CLAIM = /^\.intel\.lock\.[0-9a-f]{16}$/;

/**
 * One owner for a directory. The lock of a process that is gone does not count, and whoever finds one may claim its
 * succession: a file named after the lock's content, which only one can make. What has a live owner at the end of
 * `lock → successor → successor …` is owned. The owner then puts its claim in the lock's place, in one step; a claim
 * made too late no longer hangs on the lock, and is withdrawn. No step depends on how long another one takes.
 */
export class OwnerLock {
  // As the lock's file was when it was last found to be ours.
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
      await writeFile(draft, `${JSON.stringify(await thisProcess(token))}\n`, { mode: 0o644, flag: 'wx' });
      try {
        for (let tries = 1; !(await claimed(dir, draft, token)); tries++)
          if (tries === MOST_TRIES) throw new Error('it changes all the time');
      } finally {
        await rm(draft, { force: true });
      }
    } catch (error) {
      if (error instanceof OwnerError || error instanceof WorldError) throw error;
      throw new WorldError(path, 'write', error);
    }
    return new OwnerLock(path, token);
  }

  /** Throws when the directory has another owner by now. */
  async check(): Promise<void> {
    const signature = signatureHere(this.path);
    if (signature !== '' && signature === this.found) return;
    const found = await readLock(this.path);
    if (found?.owner?.token === this.token) {
      this.found = signature;
      return;
    }
    const what = found === undefined ? 'is gone: somebody removed it' : `was taken over by ${nameOf(found)}`;
    throw new OwnerError(`${this.path} ${what}; this instance stops`);
  }

  /** Gives the directory up. A lock that cannot be removed ends with the process. */
  async release(): Promise<void> {
    for (let tries = 0; tries < RELEASE_TRIES; tries++) {
      const removed = await remove(this.path, this.token).then(
        () => true,
        () => false,
      );
      if (removed) return;
    }
  }
}

/** The name of one ownership: 16 hex digits. */
export function newToken(): string {
  return randomBytes(8).toString('hex');
}

/** Gives up directories in the name of an owner that has ended without doing so. Never throws. */
export async function releaseStale(dirs: readonly string[], token: string): Promise<void> {
  for (const dir of dirs) await remove(join(dir, LOCK), token).catch(() => undefined);
}

/** Takes directories, which are made where they are missing; all of them or none. */
export async function ownDirectories(
  dirs: readonly string[],
  token = newToken(),
): Promise<readonly OwnerLock[]> {
  const locks: OwnerLock[] = [];
  try {
    for (const dir of new Set(dirs.map((path) => resolve(path)))) {
      await mkdir(dir, { recursive: true }).catch((error: unknown) => {
        throw new WorldError(dir, 'write', error);
      });
      locks.push(await OwnerLock.take(dir, token));
    }
    return locks;
  } catch (error) {
    for (const lock of locks) await lock.release();
    throw error;
  }
}

/** The process that owns a directory now; undefined when none does. */
export async function liveOwner(dir: string): Promise<number | undefined> {
  return (await successionOf(dir)).owner?.pid;
}

/** Throws an OwnerError when a live process owns the directory. */
export async function refuseLiveOwner(dir: string): Promise<void> {
  const pid = await liveOwner(dir);
  if (pid !== undefined) throw refusal(dir, pid);
}

function refusal(dir: string, pid: number): OwnerError {
  return new OwnerError(
    `${dir} belongs to the running instance with process id ${pid}; choose another directory`,
  );
}

// False: another one was faster, and it must be looked again who that is.
async function claimed(dir: string, draft: string, token: string): Promise<boolean> {
  const { place, owner } = await successionOf(dir);
  if (owner !== undefined) throw refusal(dir, owner.pid);
  try {
    await link(draft, place);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  }
  const path = join(dir, LOCK);
  if ((await successionOf(dir)).owner?.token !== token) {
    await remove(place, token);
    return false;
  }
  if (place !== path) await rename(place, path);
  // What processes left that died over it, and claims that are about to be withdrawn.
  await removeStaleTemps(dir);
  for (const name of await readdir(dir)) if (CLAIM.test(name)) await rm(join(dir, name), { force: true });
  return true;
}

async function remove(path: string, token: string): Promise<void> {
  if ((await readLock(path))?.owner?.token === token) await rm(path, { force: true });
}

interface Succession {
  /** The live owner at its end. */
  readonly owner: Owner | undefined;
  /** Where the next claim belongs. */
  readonly place: string;
}

async function successionOf(dir: string): Promise<Succession> {
  let place = join(dir, LOCK);
  for (;;) {
    const found = await readLock(place);
    if (found === undefined) return { owner: undefined, place };
    if (found.owner !== undefined && (await isAlive(found.owner))) return { owner: found.owner, place };
    place = join(dir, `${LOCK}.${found.digest}`);
  }
}

function signatureHere(path: string): string {
  try {
    return signatureOf(path);
  } catch (error) {
    throw new WorldError(path, 'read', error);
  }
}

function nameOf({ owner }: Lock): string {
  return owner === undefined ? 'something that is no instance' : `process ${owner.pid}`;
}
