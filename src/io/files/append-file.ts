import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, stat, truncate, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, WorldError } from './failures';
import { openRegular } from './open-file';
import { syncDirectory } from './sync-directory';
import { bytesOf } from './bytes-of';

/**
 * A file that only grows, as long as its owner says: after a restart it is cut back to the length that was committed,
 * and what follows is written again.
 */
export class AppendFile {
  private constructor(
    readonly path: string,
    private bytes: number,
  ) {}

  get length(): number {
    return this.bytes;
  }

  /** Opens the file at a length that was committed; at its present one where none was. A shorter file stays as it is. */
  static async open(path: string, committed: number | undefined): Promise<AppendFile> {
    return attempt(path, async () => {
      const size = await sizeOf(path);
      if (committed === undefined || size <= committed) return new AppendFile(path, size);
      await truncate(path, committed);
      return new AppendFile(path, committed);
    });
  }

  /** Adds text. A failure leaves the file as long as it was; where that fails too, the next call cuts it. */
  async append(text: string): Promise<void> {
    if (text === '') return;
    await attempt(this.path, async () => {
      await mkdir(dirname(this.path), { recursive: true });
      const handle = await open(this.path, 'a', 0o644);
      let length: number;
      try {
        length = await this.add(handle, Buffer.from(text));
      } finally {
        await handle.close();
      }
      this.bytes = length;
    });
  }

  /** Starts the file anew; `keep` earlier ones stay beside it as `<path>.1` and so on. */
  async rotate(keep: number): Promise<void> {
    await attempt(this.path, async () => {
      for (let number = keep - 1; number >= 1; number--)
        await rename(`${this.path}.${number}`, `${this.path}.${number + 1}`).catch(ignoreMissing);
      await rename(this.path, `${this.path}.1`).catch(ignoreMissing);
      this.bytes = 0;
      await syncDirectory(dirname(this.path));
    });
  }

  /** Takes the first `count` bytes away: the file is replaced by one without them. */
  async truncateHead(count: number): Promise<void> {
    await attempt(this.path, async () => {
      const handle = await openRegular(this.path);
      if (handle === undefined) return;
      try {
        this.bytes = await replaceBy(this.path, bytesOf(handle, count, this.bytes));
      } finally {
        await handle.close();
      }
    });
  }

  private async add(handle: FileHandle, bytes: Buffer): Promise<number> {
    const { size } = await handle.stat();
    if (size > this.bytes) await handle.truncate(this.bytes);
    const length = Math.min(size, this.bytes);
    try {
      await handle.writeFile(bytes);
      await handle.datasync();
      if (length === 0) await syncDirectory(dirname(this.path));
    } catch (error) {
      await handle.truncate(length).catch(() => undefined);
      throw error;
    }
    return length + bytes.length;
  }
}

// The new file is on the disk before its name is: whoever commits its length may count on it. Says how long it is.
async function replaceBy(path: string, chunks: AsyncIterable<Buffer>): Promise<number> {
  const name = `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  const temporary = join(dirname(path), name);
  let length = 0;
  try {
    const handle = await open(temporary, 'wx', 0o644);
    try {
      for await (const chunk of chunks) {
        await handle.writeFile(chunk);
        length += chunk.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncDirectory(dirname(path));
  return length;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    (error: unknown) => {
      ignoreMissing(error);
      return 0;
    },
  );
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}

async function attempt<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof WorldError ? error : new WorldError(path, 'write', error);
  }
}
