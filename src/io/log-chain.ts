import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, WorldError } from './failures';

/** One file of a rotated chain, open. */
export interface Segment {
  readonly file: string;
  /** 0 is the current file, k the k-th rotated one, backups the archived one. */
  readonly number: number;
  readonly handle: FileHandle;
  readonly gzip: boolean;
}

/**
 * Opens a log's chain newest first and holds it (in the other order a rotation in between hides a file), and
 * gives it oldest first: the archive, foo.N.jsonl … foo.1.jsonl, foo.jsonl. Missing members are left out.
 */
export async function openChain(dir: string, stem: string, backups: number): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  try {
    for (let number = 0; number <= backups; number++) {
      const file = number === 0 ? `${stem}.jsonl` : `${stem}.${number}.jsonl`;
      await hold(segments, dir, file, number, false);
    }
    if (backups > 0) await hold(segments, dir, join('archive', `${stem}.${backups}.jsonl.gz`), backups, true);
  } catch (error) {
    await closeAll(segments);
    throw error;
  }
  return segments.reverse();
}

export async function closeAll(segments: readonly Segment[]): Promise<void> {
  await Promise.all(segments.map((segment) => segment.handle.close()));
}

async function hold(
  segments: Segment[],
  dir: string,
  file: string,
  number: number,
  gzip: boolean,
): Promise<void> {
  const path = join(dir, file);
  const handle = await openRegular(path);
  if (handle === undefined) return;
  try {
    if (await isHeld(segments, handle)) {
      await closeRead(handle);
      return;
    }
  } catch (error) {
    await closeRead(handle);
    throw new WorldError(path, 'read', error);
  }
  segments.push({ file, number, handle, gzip });
}

// A rotation between two opens can show one file under two names; held open, one inode is one file.
async function isHeld(segments: readonly Segment[], handle: FileHandle): Promise<boolean> {
  const { dev, ino } = await handle.stat();
  for (const other of segments) {
    const known = await other.handle.stat();
    if (known.dev === dev && known.ino === ino) return true;
  }
  return false;
}

/** Closes a file that was only read: there is nothing to lose by a failure. */
export async function closeRead(handle: FileHandle): Promise<void> {
  await handle.close().catch(() => undefined);
}

/** Opens a regular file for reading without blocking on a FIFO; undefined when there is none. */
export async function openRegular(path: string): Promise<FileHandle | undefined> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if ((await handle.stat()).isFile()) return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    throw new Error('not a regular file');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw new WorldError(path, 'read', error);
  }
}
