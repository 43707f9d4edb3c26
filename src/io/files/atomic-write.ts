import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorldError } from './failures';
import { syncDirectory } from './sync-directory';

/** A file and what it is to hold. */
export interface FileWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Replaces one file whole or not at all. */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await replaceAll([{ path, content }]);
}

/**
 * Replaces files, each whole or not at all: a temporary file beside each, written to its end and synced, all of them
 * at the same time, as the disk can take several with one effort; when the last of them is there they are renamed in
 * turn, and the directories synced. A full disk leaves the old files as they were.
 * A symlink in a file's place is replaced, not followed: nothing is written outside the directory.
 */
export async function replaceAll(writes: readonly FileWrite[]): Promise<void> {
  const staging = await Promise.allSettled(
    writes.map(({ path, content }) => attempt(path, () => stage(path, content))),
  );
  const staged = staging.flatMap((done) => (done.status === 'fulfilled' ? [done.value] : []));
  try {
    const failed = staging.find((done) => done.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    for (const { path, temporary } of staged) await attempt(path, () => rename(temporary, path));
    for (const dir of new Set(staged.map(({ path }) => dirname(path))))
      await attempt(dir, () => syncDirectory(dir));
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => unlink(temporary).catch(() => undefined)));
    throw error;
  }
}

/** A file that lies whole beside its place. */
interface Staged {
  readonly path: string;
  readonly temporary: string;
}

/** Writes the content to a temporary file beside `path`. */
async function stage(path: string, content: string | Uint8Array): Promise<Staged> {
  await mkdir(dirname(path), { recursive: true });
  // Found now, before any other file has been replaced.
  if (await isDirectory(path)) throw new Error('a directory stands in its place');
  const temporary = join(
    dirname(path),
    `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    await writeWhole(temporary, content);
    return { path, temporary };
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o644);
  try {
    // FileHandle.writeFile goes on after a short write, or fails; some libraries rename what a full disk cut off.
    await handle.writeFile(content);
    await handle.sync();
    const { size } = await handle.stat();
    const expected = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
    if (size !== expected) throw new Error(`${size} of ${expected} bytes arrived`);
  } finally {
    await handle.close();
  }
}

async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new WorldError(path, 'write', error);
  }
}
