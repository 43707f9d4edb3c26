import { closeSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { now } from '../files/clock';
import { codeOf, WorldError } from '../files/failures';
import { tempPath } from '../files/remove-stale-temps';

/**
 * The heartbeat of a lock is the mtime of its file, which the owner renews. Moments are compared by mtimes alone, that is
 * by the clock of the file system: machines that share a directory share that one, and it goes on while one of them
 * is suspended.
 */

/** From this age on, others may take a lock whose owner they cannot see. Half of it is long for a tick over a large horizon. */
export const STALE_MS = 120_000;

/** From this age on, the owner writes nothing more: well before any other may write. */
export function limitOf(staleMs: number): number {
  return staleMs / 2;
}

/**
 * Renews the heartbeat of a file that holds this text; gives the moment. Undefined: there is no such file, or it holds
 * something else. In place: no other work of the process comes between two of its steps.
 */
export function renewHeartbeat(path: string, text: string): number | undefined {
  try {
    const descriptor = openSync(path, 'r+');
    try {
      if (readFileSync(descriptor, 'utf8') !== text) return undefined;
      // A write has its time from the file system, `utimes` would have it from us. The byte is there already.
      writeSync(descriptor, text.slice(-1), Buffer.byteLength(text) - 1);
      return fstatSync(descriptor).mtimeMs;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw new WorldError(path, 'write', error);
  }
}

/** The last heartbeat of a file. */
export async function heartbeatOf(path: string): Promise<number> {
  // Opened: a network file system answers a `stat` by name with what it knew some time ago.
  const handle = await open(path);
  try {
    return (await handle.stat()).mtimeMs;
  } finally {
    await handle.close();
  }
}

/** The present moment by the clock of the file system; by ours where this process cannot write in the directory. */
export async function diskNow(dir: string): Promise<number> {
  const path = tempPath(join(dir, 'clock'));
  try {
    const handle = await open(path, 'wx');
    try {
      await handle.writeFile('\n');
      return (await handle.stat()).mtimeMs;
    } finally {
      await handle.close();
      await unlink(path).catch(() => undefined);
    }
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')) return now();
    throw new WorldError(path, 'write', error);
  }
}
