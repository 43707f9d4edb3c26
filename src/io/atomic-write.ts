import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorldError } from './failures';
import { syncDirectory } from './sync-directory';

/** A file and what it is to hold. */
export interface Replacement {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Replaces one file whole or not at all. */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await replaceAll([{ path, content }]);
}

/**
 * Replaces files, each whole or not at all: a temporary file beside each, written to its end and synced; when all
 * of them are there they are renamed, and the directories synced. A full disk leaves the old files as they were.
 * A symlink in a file's place is replaced, not followed: nothing is written outside the directory.
 */
export async function replaceAll(replacements: readonly Replacement[]): Promise<void> {
  const staged: { readonly path: string; readonly temporary: string }[] = [];
  try {
    for (const { path, content } of replacements) {
      staged.push({ path, temporary: await attempt(path, () => stage(path, content)) });
    }
    for (const { path, temporary } of staged) await attempt(path, () => rename(temporary, path));
    for (const dir of new Set(staged.map(({ path }) => dirname(path))))
      await attempt(dir, () => syncDirectory(dir));
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => unlink(temporary).catch(() => undefined)));
    throw error;
  }
}

/** Writes the content to a temporary file beside `path`, and gives its name. */
async function stage(path: string, content: string | Uint8Array): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  // Found now, before any other file has been replaced.
  if (await isDirectory(path)) throw new Error('a directory stands in its place');
  const temporary = join(
    dirname(path),
    `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    await writeWhole(temporary, content);
    return temporary;
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
