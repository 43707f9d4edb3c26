import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorldError } from './failures';

/**
 * Replaces a file whole or not at all: a temporary file beside it, written to its end, synced, renamed, and the
 * directory synced. A full disk or a crash leaves the old file as it was. A symlink in its place is replaced, not
 * followed: nothing is written outside the directory.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const temporary = join(
      dirname(path),
      `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
    );
    try {
      await writeWhole(temporary, content);
      await rename(temporary, path);
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw error;
    }
    await syncDirectory(dirname(path));
  } catch (error) {
    throw new WorldError(path, 'write', error);
  }
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

async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
