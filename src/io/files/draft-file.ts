import { closeSync, fsyncSync, lstatSync, openSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { WorldError } from './failures';
import { makeDirectory } from './make-directory';
import { tempPath } from './remove-stale-temps';

const PENDING_CHARS = 64 * 1024;

/**
 * A file written line by line, beside its place until `replaceAll` puts it there; `abort` leaves nothing. Writes are
 * synchronous: the reader waits, nothing queues up. After a failure every further call but `abort` fails too.
 */
export class DraftFile {
  readonly temporary: string;
  private readonly descriptor: number;
  private made: readonly string[] = [];
  private pending = '';
  private bytes = 0;
  private isOpen = true;
  private failure: WorldError | undefined;

  constructor(readonly path: string) {
    this.temporary = tempPath(path);
    this.descriptor = this.attempt(() => {
      this.made = makeDirectory(dirname(path));
      if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
        throw new Error('a directory has this name; remove the directory');
      return openSync(this.temporary, 'wx', 0o644);
    });
  }

  /** How many bytes were added. */
  get length(): number {
    return this.bytes;
  }

  /** Adds text; the caller ends lines. */
  write(text: string): void {
    this.bytes += Buffer.byteLength(text);
    this.pending += text;
    if (this.pending.length >= PENDING_CHARS) this.flush();
  }

  /** Writes all there is to the disk: what can fail for want of room fails here. Nothing can be added afterwards. */
  sync(): void {
    this.flush();
    this.attempt(() => {
      fsyncSync(this.descriptor);
      this.close();
    });
  }

  /** Drops the draft, and directories that were made for it and are empty; the file in its place stays. */
  abort(): void {
    this.failure ??= new WorldError(this.path, 'write', new Error('its draft was dropped'));
    if (this.isOpen) this.close();
    rmSync(this.temporary, { force: true });
    for (const dir of this.made.toReversed()) removeEmpty(dir);
  }

  private flush(): void {
    // writeFileSync goes on after a short write, or fails.
    this.attempt(() => {
      writeFileSync(this.descriptor, Buffer.from(this.pending));
    });
    this.pending = '';
  }

  private close(): void {
    this.isOpen = false;
    closeSync(this.descriptor);
  }

  private attempt<T>(act: () => T): T {
    if (this.failure !== undefined) throw this.failure;
    try {
      return act();
    } catch (error) {
      this.failure = new WorldError(this.path, 'write', error);
      throw this.failure;
    }
  }
}

function removeEmpty(dir: string): void {
  try {
    rmdirSync(dir);
  } catch {
    // Something else lies in it by now.
  }
}
