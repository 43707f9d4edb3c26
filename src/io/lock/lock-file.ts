import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, reaching } from '../files/failures';
import { closeRead } from '../files/open-file';
import { isRunning } from '../files/is-running';
import { diskNow, heartbeatOf } from './heartbeat';
import { parseOwner, type Owner } from './owner';
import { isEarlierBoot, isSeen, thisSpace, type PidSpace } from './pid-space';

/** A file in the place of a lock: of an owner that is not known to be dead, or one that counts no longer. */
export type LockFile = HeldLock | DeadLock;

export interface HeldLock {
  readonly path: string;
  /**
   * `running`: its process is seen. `beating`: it cannot be seen from here, and its heartbeat is recent. `unseen`: it
   * cannot be seen, and an earlier version wrote it, without a heartbeat; only a person can know whether it runs.
   */
  readonly state: 'running' | 'beating' | 'unseen';
  readonly owner: Owner;
  /** The age of its heartbeat, where that decided. */
  readonly silentMs?: number;
}

interface DeadLock {
  readonly path: string;
  readonly state: 'dead';
  /** Undefined where no instance of ours wrote the content. */
  readonly owner: Owner | undefined;
}

/** From where a lock is judged. */
export interface Judge {
  readonly here?: PidSpace;
  /** A moment by the clock of the file system, before now. Without it a file is made for that beside the lock. */
  readonly nowMs?: number;
}

const TOKEN = /^[0-9a-f]{16}$/;

/** The files of a lock: one in its directory, or the lock itself where an earlier version wrote it. */
export async function readLock(lock: string, judge: Judge = {}): Promise<readonly LockFile[]> {
  const files: LockFile[] = [];
  return reaching(lock, 'read', async () => {
    for (const path of await pathsOf(lock)) {
      const text = await unlessGone(textIn(path));
      if (text === undefined) continue;
      const file = await unlessGone(judged(path, parseOwner(text), dirname(lock), judge));
      if (file !== undefined) files.push(file);
    }
    return files;
  });
}

/** Undefined where the file went away, or made way for a directory, since it was looked for. */
export async function unlessGone<T>(act: Promise<T>): Promise<T | undefined> {
  try {
    return await act;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EISDIR') return undefined;
    throw error;
  }
}

// A pipe that nobody writes to is empty: it is not waited for.
async function textIn(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return await handle.readFile('utf8');
  } finally {
    await closeRead(handle);
  }
}

async function pathsOf(lock: string): Promise<readonly string[]> {
  try {
    const names = (await unlessGone(readdir(lock))) ?? [];
    return names.filter((name) => TOKEN.test(name)).map((name) => join(lock, name));
  } catch (error) {
    if (codeOf(error) !== 'ENOTDIR') throw error;
    return [lock];
  }
}

async function judged(path: string, owner: Owner | undefined, dir: string, judge: Judge): Promise<LockFile> {
  if (owner === undefined) return { path, state: 'dead', owner };
  const here = judge.here ?? (await thisSpace());
  if (isSeen(owner, here))
    return { path, state: (await isRunning(owner.pid, owner.started)) ? 'running' : 'dead', owner };
  if (isEarlierBoot(owner, here)) return { path, state: 'dead', owner };
  if (owner.staleMs === undefined) return { path, state: 'unseen', owner };
  // In this order: however long this process halts in between, the heartbeat seems younger than it is, and never older.
  const nowMs = judge.nowMs ?? (await diskNow(dir));
  const silentMs = Math.max(0, nowMs - (await heartbeatOf(path)));
  return { path, state: silentMs < owner.staleMs ? 'beating' : 'dead', owner, silentMs };
}
