import { join } from 'node:path';
import { parseTimestamp } from '../../model/values/time';
import { reaching } from '../files/failures';
import { unfenced } from '../files/fence';
import { fileLines } from '../lines/file-lines';
import { AppendFile } from '../files/append-file';
import { contentFile, PUBLISHED_FILE, publishedLines } from './history';
import type { StateFileWrite } from './state-files';

/** The files that a follower only appends to: the history. standing.json notes how long its files are. */
export class LiveOutputs {
  private constructor(private readonly files: ReadonlyMap<string, AppendFile>) {}

  /** Opens them at the lengths last noted, and without what they hold of moments after `latestMs`. */
  static async open(
    outDir: string,
    stateNames: readonly string[],
    noted: Readonly<Record<string, number>>,
    latestMs = Infinity,
    fence = unfenced,
  ): Promise<LiveOutputs> {
    const names = [PUBLISHED_FILE, ...stateNames.map(contentFile)];
    const files = await Promise.all(
      names.map(async (name) => {
        const file = await AppendFile.open(join(outDir, name), noted[name], fence);
        if (latestMs === Infinity) return [name, file] as const;
        const length = await bytesBefore(file, latestMs + 1);
        return [name, await AppendFile.open(file.path, length, fence)] as const;
      }),
    );
    return new LiveOutputs(new Map(files));
  }

  /** Their present lengths. */
  get lengths(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.files].map(([name, { length }]) => [name, length]));
  }

  /** Keeps the whole content of files at a moment. */
  async keepContent(files: readonly StateFileWrite[]): Promise<void> {
    for (const { name, pieces } of files) await this.file(contentFile(name)).append(pieces);
  }

  /** Notes that files were replaced. */
  async notePublished(files: readonly StateFileWrite[]): Promise<void> {
    await this.file(PUBLISHED_FILE).append(publishedLines(files));
  }

  /**
   * Removes the lines of an earlier moment. The lengths must be noted just before it and just after: a crash would lose
   * lines that were added and not noted.
   */
  async trim(keepFromMs: number): Promise<void> {
    for (const file of this.files.values()) {
      const count = await bytesBefore(file, keepFromMs);
      if (count > 0) await file.truncateHead(count);
    }
  }

  private file(name: string): AppendFile {
    const file = this.files.get(name);
    if (file === undefined) throw new Error(`no output ${name}`);
    return file;
  }
}

// How many leading bytes belong to lines with an earlier `as_of`. A line without one is counted with its neighbours.
async function bytesBefore({ path, length }: AppendFile, keepFromMs: number): Promise<number> {
  return reaching(path, 'read', async () => {
    let end = 0;
    for await (const line of fileLines(path, 4096, { end: length })) {
      const asOf = parseTimestamp(/"as_of":"([^"]*)"/.exec(line.head.toString('latin1'))?.[1]);
      if (asOf === undefined || !line.ended) continue;
      if (asOf >= keepFromMs) return end;
      end = line.offset + line.length + 1;
    }
    return end;
  });
}
