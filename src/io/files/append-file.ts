import { constants } from 'node:fs';
import { open, rename, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceAll } from './atomic';
import { bytesOf } from './bytes-of';
import { chunksOf } from './chunks-of';
import { reaching } from './failures';
import { unfenced, type Fence } from './fence';
import { makeDirectory } from './make-directory';
import { ignoreMissing, openRegular, sizeOf } from './open-file';
import { syncDirectory } from './sync-directory';

const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = constants;
// A pipe that nobody reads is refused, and not waited for.
const APPENDING = O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK;

/**
 * A file that only grows, as long as its owner says: after a restart it is cut back to the length that was committed,
 * and what follows is written again.
 */
export class AppendFile {
  private constructor(
    readonly path: string,
    private bytes: number,
    private readonly fence: Fence,
  ) {}

  get length(): number {
    return this.bytes;
  }

  /** Opens the file at a length that was committed; at its present one where none was. A shorter file stays as it is. */
  static async open(path: string, committed: number | undefined, fence = unfenced): Promise<AppendFile> {
    return reaching(path, 'write', async () => {
      const size = await sizeOf(path);
      if (committed === undefined || size <= committed) return new AppendFile(path, size, fence);
      await fence();
      await truncate(path, committed);
      return new AppendFile(path, committed, fence);
    });
  }

  /** Adds text. A failure leaves the file as long as it was; where that fails too, the next call cuts it. */
  async append(text: string | readonly string[]): Promise<void> {
    if (text.length === 0) return;
    await reaching(this.path, 'write', async () => {
      // Before the file may be made, and again before it is changed.
      await this.fence();
      makeDirectory(dirname(this.path));
      const handle = await open(this.path, APPENDING, 0o644);
      let length: number;
      try {
        length = await this.add(handle, typeof text === 'string' ? [text] : text);
      } finally {
        await handle.close();
      }
      this.bytes = length;
    });
  }

  /** Starts the file anew; `keep` earlier ones stay beside it as `<path>.1` and so on. */
  async rotate(keep: number): Promise<void> {
    await reaching(this.path, 'write', async () => {
      await this.fence();
      for (let number = keep - 1; number >= 1; number--)
        await rename(`${this.path}.${number}`, `${this.path}.${number + 1}`).catch(ignoreMissing);
      await rename(this.path, `${this.path}.1`).catch(ignoreMissing);
      this.bytes = 0;
      await syncDirectory(dirname(this.path));
    });
  }

  /** Takes the first `count` bytes away: the file is replaced by one without them. */
  async truncateHead(count: number): Promise<void> {
    await reaching(this.path, 'write', async () => {
      const handle = await openRegular(this.path);
      if (handle === undefined) return;
      try {
        await replaceAll([{ path: this.path, content: bytesOf(handle, count, this.bytes) }], this.fence);
        this.bytes = await sizeOf(this.path);
      } finally {
        await handle.close();
      }
    });
  }

  private async add(handle: FileHandle, pieces: readonly string[]): Promise<number> {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new Error('not a regular file');
    const { size } = stats;
    await this.fence();
    if (size > this.bytes) await handle.truncate(this.bytes);
    const length = Math.min(size, this.bytes);
    let added = 0;
    try {
      for (const chunk of chunksOf(pieces)) {
        await handle.writeFile(chunk);
        added += chunk.length;
      }
      await handle.datasync();
      if (length === 0) await syncDirectory(dirname(this.path));
    } catch (error) {
      await handle.truncate(length).catch(() => undefined);
      throw error;
    }
    return length + added;
  }
}
