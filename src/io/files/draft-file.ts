import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WorldError } from './failures';

const PENDING_BYTES = 128 * 1024;
const encoder = new TextEncoder();

/**
 * A file written line by line that appears only when it is whole: until `commit` it is a temporary file beside its
 * place, and `abort` leaves nothing. Writes are synchronous: the reader waits, nothing queues up.
 */
export class DraftFile {
  private readonly temporary: string;
  private readonly descriptor: number;
  private readonly pending = Buffer.allocUnsafe(PENDING_BYTES);
  private pendingBytes = 0;
  private open = true;
  private finished = false;

  constructor(private readonly path: string) {
    this.temporary = join(
      dirname(path),
      `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
    );
    this.descriptor = this.attempt(() => {
      mkdirSync(dirname(path), { recursive: true });
      if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
        throw new Error('a directory stands in its place');
      return openSync(this.temporary, 'wx', 0o644);
    });
  }

  /** Adds text; the caller ends lines. */
  write(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    if (text.length * 3 <= PENDING_BYTES - this.pendingBytes) {
      this.pendingBytes += this.pending.write(text, this.pendingBytes);
      return;
    }
    for (let rest = text; ;) {
      const { read, written } = encoder.encodeInto(rest, this.pending.subarray(this.pendingBytes));
      this.pendingBytes += written;
      if (read === rest.length) return;
      this.flush();
      rest = rest.slice(read);
    }
  }

  /** Writes all there is to the disk: what can fail for want of room fails here. */
  sync(): void {
    if (!this.open) return;
    this.attempt(() => {
      this.flush();
      fsyncSync(this.descriptor);
      this.close();
    });
  }

  /** Puts the file in its place, replacing what was there. */
  commit(): void {
    this.sync();
    this.attempt(() => {
      renameSync(this.temporary, this.path);
      this.finished = true;
    });
  }

  /** Gives the draft up; what stands in its place stays. */
  abort(): void {
    if (this.finished) return;
    this.finished = true;
    if (this.open) this.close();
    unlinkSync(this.temporary);
  }

  private close(): void {
    this.open = false;
    closeSync(this.descriptor);
  }

  private flush(): void {
    const bytes = this.pending.subarray(0, this.pendingBytes);
    this.pendingBytes = 0;
    this.attempt(() => {
      for (let written = 0; written < bytes.length;) written += writeSync(this.descriptor, bytes, written);
    });
  }

  private attempt<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw error instanceof WorldError ? error : new WorldError(this.path, 'write', error);
    }
  }
}
