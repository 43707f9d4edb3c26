import { join } from 'node:path';
import ndjson from 'ndjson';
import type { Fault } from '../decode/fault';
import { AppendFile } from '../files/append-file';

const MOST_BYTES = 10_000_000;
const KEPT = 3;

/** The rows that live could not use: quarantine.jsonl. The commit that moves past them notes how long it is with them. */
export class LiveQuarantine {
  /** Rows added since the start. */
  rows = 0;

  private constructor(private readonly file: AppendFile) {}

  /** Opens it at the length last committed. */
  static async open(outDir: string, committed: number | undefined): Promise<LiveQuarantine> {
    return new LiveQuarantine(await AppendFile.open(join(outDir, 'quarantine.jsonl'), committed));
  }

  get length(): number {
    return this.file.length;
  }

  /** It is so large that it is to be started anew. */
  get isFull(): boolean {
    return this.file.length > MOST_BYTES;
  }

  async add(faults: readonly Fault[]): Promise<void> {
    if (faults.length === 0) return;
    const lines: string[] = [];
    const stringify = ndjson.stringify();
    stringify.on('data', (line: string) => lines.push(line));
    for (const fault of faults) stringify.write(fault);
    await this.file.append(lines.join(''));
    this.rows += faults.length;
  }

  /** Starts it anew; a few earlier ones stay beside it. Its length is to be committed before anything is added. */
  async rotate(): Promise<void> {
    await this.file.rotate(KEPT);
  }
}
