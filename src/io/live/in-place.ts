import { fstatSync, readSync, type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/**
 * An open file asked in place, not through the thread pool: the way there and back costs many times what the call
 * does, and is long where the pool waits for a disk. For what is short: nothing else has its turn meanwhile.
 */

type Open = Pick<FileHandle, 'fd'>;

export function statInPlace({ fd }: Open): Stats {
  return fstatSync(fd);
}

/** Reads at a position until the buffer is full or the file ends; says how many bytes that were. */
export function readInPlace({ fd }: Open, buffer: Buffer, position: number): number {
  let length = 0;
  for (let got = -1; got !== 0 && length < buffer.length; length += got)
    got = readSync(fd, buffer, length, buffer.length - length, position + length);
  return length;
}
