import { lstat, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DraftFile } from './draft-file';
import { reaching } from './failures';
import { unfenced } from './fence';
import { makeDirectory } from './make-directory';
import { tempPath } from './remove-stale-temps';
import { syncDirectory } from './sync-directory';

/** A file and what it is to hold. */
export interface FileWrite {
  readonly path: string;
  readonly content: string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** A file that lies whole beside its place. */
type Staged = Pick<DraftFile, 'path' | 'temporary'>;

/**
 * Replaces files, each whole or not at all. Each is first a temporary file beside its place, whole and synced, all of
 * them at the same time, as the disk can take several with one effort; a draft is one already. When the last of them is
 * on the disk they are renamed in turn, and the directories synced. A full disk leaves the old files as they were, and
 * so does a fence that throws.
 * A symlink in a file's place is replaced, not followed: nothing is written outside the directory.
 */
export async function replaceAll(
  writes: readonly (FileWrite | DraftFile)[],
  fence = unfenced,
): Promise<void> {
  const staging = await Promise.allSettled(
    writes.map((write) => reaching(write.path, 'write', () => stage(write))),
  );
  const staged = staging.flatMap((done) => (done.status === 'fulfilled' ? [done.value] : []));
  try {
    const failed = staging.find((done) => done.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    await fence();
    for (const { path, temporary } of staged) await reaching(path, 'write', () => rename(temporary, path));
    for (const dir of new Set(staged.map(({ path }) => dirname(path))))
      await reaching(dir, 'write', () => syncDirectory(dir));
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => unlink(temporary).catch(() => undefined)));
    throw error;
  }
}

async function stage(write: FileWrite | DraftFile): Promise<Staged> {
  if (write instanceof DraftFile) {
    write.sync();
    return write;
  }
  const { path, content } = write;
  makeDirectory(dirname(path));
  // Found now, before any other file has been replaced.
  if (await isDirectory(path)) throw new Error('a directory has this name; remove the directory');
  const temporary = tempPath(path);
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

async function writeWhole(path: string, content: FileWrite['content']): Promise<void> {
  const handle = await open(path, 'wx', 0o644);
  try {
    const chunks = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    // FileHandle.writeFile goes on after a short write, or fails; some libraries rename what a full disk cut off.
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
