import { closeSync, constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { codeOf, WorldError } from './failures';
import { openInPlace, statInPlace, type OpenFile } from './in-place';

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
    throwUnlessMissing(path, error);
    return undefined;
  }
}

/** The same in place. */
export function openRegularInPlace(path: string): OpenFile | undefined {
  try {
    const file = openInPlace(path);
    try {
      if (statInPlace(file).isFile()) return file;
    } catch (error) {
      closeSync(file.fd);
      throw error;
    }
    closeSync(file.fd);
    throw new Error('not a regular file');
  } catch (error) {
    throwUnlessMissing(path, error);
    return undefined;
  }
}

/** The length of a file; 0 when there is none. */
export async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(ignoreMissing))?.size ?? 0;
}

/** Throws what is not the absence of a file. */
export function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
  return undefined;
}

function throwUnlessMissing(path: string, error: unknown): void {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return;
  throw new WorldError(path, 'read', error);
}
