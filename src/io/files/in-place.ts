import { closeSync, constants, fstatSync, openSync, read, readSync, type Stats } from 'node:fs';

/**
 * Synchronous file calls ("in place"). For a short call the trip through the thread pool costs many times the call, and
 * may wait behind a slow disk. Only for short calls: no other work of the process runs until one returns.
 */

/** A file that is open for reading, in place or not. */
export interface OpenFile {
  readonly fd: number;
  /** Through the thread pool: for what is long. */
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/** Opens a file for reading; one that waits for a writer is not waited for. */
export function openInPlace(path: string): OpenFile {
  return new FileInPlace(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
}

class FileInPlace implements OpenFile {
  constructor(private descriptor: number) {}

  /** -1 once it is closed: by then the number may be another file's. */
  get fd(): number {
    return this.descriptor;
  }

  read(buffer: Buffer, offset: number, length: number, position: number): ReturnType<OpenFile['read']> {
    return new Promise((resolve, reject) => {
      read(this.descriptor, buffer, offset, length, position, (error, bytesRead) => {
        if (error === null) resolve({ bytesRead });
        else reject(error);
      });
    });
  }

  close(): Promise<void> {
    const { descriptor } = this;
    this.descriptor = -1;
    return new Promise((resolve) => {
      if (descriptor >= 0) closeSync(descriptor);
      resolve();
    });
  }
}

export function statInPlace({ fd }: Pick<OpenFile, 'fd'>): Stats {
  return fstatSync(fd);
}

/** Reads at a position until the buffer is full or the file ends; says how many bytes that were. */
export function readInPlace({ fd }: Pick<OpenFile, 'fd'>, buffer: Buffer, position: number): number {
  let length = 0;
  for (let got = -1; got !== 0 && length < buffer.length; length += got)
    got = readSync(fd, buffer, length, buffer.length - length, position + length);
  return length;
}
