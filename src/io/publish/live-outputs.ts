import { join } from 'node:path';
import { parseTimestamp } from '../../model/values/time';
import type { Fault } from '../decode/fault';
import { WorldError } from '../files/failures';
import { LineSplitter } from '../lines/line-splitter';
import { closeRead, openRegular } from '../files/open-file';
import { AppendFile } from '../files/append-file';
import { bytesOf } from '../files/bytes-of';
import { contentFile, PUBLISHED_FILE, publishedLines } from './history';
import { faultLines, QUARANTINE_FILE } from './quarantine';
import type { StateFileWrite } from './state-files';

const QUARANTINE_BYTES = 10_000_000;
const QUARANTINES_KEPT = 3;

/** What live only ever adds to: the quarantine and the history. Their lengths are committed with the arrivals. */
export class LiveOutputs {
  quarantined = 0;

  private constructor(private readonly files: ReadonlyMap<string, AppendFile>) {}

  /** Opens them at the lengths last committed. */
  static async open(
    outDir: string,
    stateNames: readonly string[],
    committed: Readonly<Record<string, number>>,
  ): Promise<LiveOutputs> {
    const names = [QUARANTINE_FILE, PUBLISHED_FILE, ...stateNames.map(contentFile)];
    const files = await Promise.all(
      names.map(async (name) => [name, await AppendFile.open(join(outDir, name), committed[name])] as const),
    );
    return new LiveOutputs(new Map(files));
  }

  /** Their present lengths. */
  get lengths(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.files].map(([name, { length }]) => [name, length]));
  }

  /** The quarantine is so large that it is to be started anew: `trim` does it. */
  get isFull(): boolean {
    return this.file(QUARANTINE_FILE).length > QUARANTINE_BYTES;
  }

  /** Adds rows that could not be used. */
  async quarantine(faults: readonly Fault[]): Promise<void> {
    if (faults.length === 0) return;
    await this.file(QUARANTINE_FILE).append(faultLines(faults));
    this.quarantined += faults.length;
  }

  /** Keeps the whole content of files at a moment. */
  async keepContent(files: readonly StateFileWrite[]): Promise<void> {
    for (const { name, pieces } of files) await this.file(contentFile(name)).append(pieces.join(''));
  }

  /** Notes that files were replaced. */
  async notePublished(files: readonly StateFileWrite[]): Promise<void> {
    await this.file(PUBLISHED_FILE).append(publishedLines(files));
  }

  /**
   * Starts a large quarantine anew, and takes off the histories what is of an earlier moment. A commit must come just
   * before it and just after: what was added and not committed would not be found again after a crash.
   */
  async trim(keepFromMs: number): Promise<void> {
    for (const [name, file] of this.files) {
      if (name !== QUARANTINE_FILE) {
        const count = await bytesBefore(file, keepFromMs);
        if (count > 0) await file.truncateHead(count);
      } else if (this.isFull) await file.rotate(QUARANTINES_KEPT);
    }
  }

  private file(name: string): AppendFile {
    const file = this.files.get(name);
    if (file === undefined) throw new Error(`no output ${name}`);
    return file;
  }
}

// The end of the last leading line that tells of an earlier moment; a line that tells of none goes with its neighbours.
async function bytesBefore({ path, length }: AppendFile, keepFromMs: number): Promise<number> {
  const handle = await openRegular(path);
  if (handle === undefined) return 0;
  try {
    const splitter = new LineSplitter(4096);
    let end = 0;
    for await (const chunk of bytesOf(handle, 0, length)) {
      for (const line of splitter.push(chunk)) {
        const asOf = parseTimestamp(/"as_of":"([^"]*)"/.exec(line.head.toString('latin1'))?.[1]);
        if (asOf === undefined) continue;
        if (asOf >= keepFromMs) return end;
        end = line.offset + line.length + 1;
      }
    }
    return end;
  } catch (error) {
    throw new WorldError(path, 'read', error);
  } finally {
    await closeRead(handle);
  }
}
