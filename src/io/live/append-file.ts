import { mkdir, open, rename, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, WorldError } from '../failures';

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
    try {
      const size = await sizeOf(path);
      if (committed === undefined || size <= committed) return new AppendFile(path, size);
      await truncate(path, committed);
      return new AppendFile(path, committed);
    } catch (error) {
      throw new WorldError(path, 'write', error);
    }
  }

  /** Adds text. A failure leaves the file as long as it was, or is cut back by the next call. */
  async append(text: string): Promise<void> {
    if (text === '') return;
    const bytes = Buffer.from(text);
    try {
      await mkdir(dirname(this.path), { recursive: true });
      const handle = await open(this.path, 'a', 0o644);
      try {
        const { size } = await handle.stat();
        if (size > this.bytes) await handle.truncate(this.bytes);
        await handle.writeFile(bytes);
        await handle.datasync();
        this.bytes = Math.min(size, this.bytes) + bytes.length;
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw new WorldError(this.path, 'write', error);
    }
  }

  /** Starts the file anew once it is over `maxBytes`; `keep` earlier ones stay beside it as `<path>.1` and so on. */
  async rotate(maxBytes: number, keep: number): Promise<void> {
    if (this.bytes <= maxBytes) return;
    try {
      for (let number = keep - 1; number >= 1; number--)
        await rename(`${this.path}.${number}`, `${this.path}.${number + 1}`).catch(ignoreMissing);
      await rename(this.path, `${this.path}.1`);
      this.bytes = 0;
    } catch (error) {
      throw new WorldError(this.path, 'write', error);
    }
  }

  /** Something else has made the file shorter. */
  async remeasure(): Promise<void> {
    this.bytes = await sizeOf(this.path);
  }
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
