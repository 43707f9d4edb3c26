import { join } from 'node:path';
import { sortedRecord } from '../../model/values/json';
import type { Fault } from '../decode/fault';
import { AppendFile } from '../files/append-file';
import { unfenced } from '../files/fence';
import type { Health } from './health';
import { faultLines, QUARANTINE_FILE } from './quarantine';

const MOST_BYTES = 10_000_000;
const KEPT = 3;

/** The rows that live could not use: quarantine.jsonl. The commit that moves past them notes how long it is with them. */
export class LiveQuarantine {
  /** Rows added since the start, by reason. */
  private readonly counts = new Map<Fault['reason'], number>();

  private constructor(private readonly file: AppendFile) {}

  /** Opens it at the length last committed. */
  static async open(
    outDir: string,
    committed: number | undefined,
    fence = unfenced,
  ): Promise<LiveQuarantine> {
    return new LiveQuarantine(await AppendFile.open(join(outDir, QUARANTINE_FILE), committed, fence));
  }

  get length(): number {
    return this.file.length;
  }

  /** Rows added since the start, all of them and by reason. */
  get health(): Pick<Health, 'quarantined' | 'quarantined_by_reason'> {
    const quarantined = [...this.counts.values()].reduce((sum, rows) => sum + rows, 0);
    return { quarantined, quarantined_by_reason: sortedRecord(this.counts) };
  }

  /** The file is large enough to be rotated. */
  get isFull(): boolean {
    return this.file.length > MOST_BYTES;
  }

  async add(faults: readonly Fault[]): Promise<void> {
    if (faults.length === 0) return;
    await this.file.append(faultLines(faults));
    for (const { reason } of faults) this.counts.set(reason, (this.counts.get(reason) ?? 0) + 1);
  }

  /** Rotates the file; a few earlier ones stay beside it. Commit the new length before adding a fault. */
  async rotate(): Promise<void> {
    await this.file.rotate(KEPT);
  }
}
