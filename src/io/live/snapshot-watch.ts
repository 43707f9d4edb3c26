import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isObject, own } from '../../model/json';
import { reasonOf } from '../failures';
import { parseJson, snapshotEvents, snapshotProblem, type SnapshotName } from '../load-snapshots';
import { openRegular } from '../log-chain';
import type { Seen, SnapshotRecord } from './journal-records';
import { signatureOf } from './signature';

/** Watches one snapshot file: each change of what it says becomes a record, once. */
export class SnapshotWatch {
  /** Why the file as it lies cannot be used; what it said before stands. */
  problem: string | undefined;
  missing = false;
  private said: ReadonlySet<string> = new Set();

  constructor(
    private readonly stateDir: string,
    readonly name: SnapshotName,
    private seen: Seen | undefined,
  ) {}

  /** The record of a change since the last poll. Never throws. */
  async poll(receivedMs: number): Promise<SnapshotRecord | undefined> {
    const path = join(this.stateDir, `${this.name}.json`);
    try {
      const signature = await signatureOf(path);
      this.missing = signature === '';
      if (signature === '' || signature === this.seen?.signature) return undefined;
      const handle = await openRegular(path);
      if (handle === undefined) return undefined;
      try {
        return this.read(await handle.readFile(), signature, receivedMs);
      } finally {
        await handle.close();
      }
    } catch (error) {
      this.problem = reasonOf(error);
      return undefined;
    }
  }

  private read(bytes: Buffer, signature: string, receivedMs: number): SnapshotRecord | undefined {
    const sha256 = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    const before = this.seen;
    const parsed = parseJson(bytes);
    const problem = 'message' in parsed ? parsed.message : snapshotProblem(this.name, parsed.value);
    this.problem = problem;
    if (problem !== undefined || 'message' in parsed) return undefined;
    this.seen = { signature, sha256 };
    // Written again with the same words: news only where the moment of reading is all the time it has.
    if (before?.sha256 === sha256 && isDated(this.name, parsed.value)) return undefined;
    return {
      kind: 'snapshot',
      name: this.name,
      received: receivedMs,
      seen: this.seen,
      value: this.newsOf(parsed.value),
    };
  }

  // nav.json repeats its whole series each time; only the points it did not have before are news.
  private newsOf(value: unknown): unknown {
    const series = isObject(value) ? own(value, 'series') : undefined;
    if (this.name !== 'nav' || !isObject(value) || !Array.isArray(series)) return value;
    const texts = series.map((point) => JSON.stringify(point));
    const news = series.filter((_, i) => !this.said.has(texts[i] ?? ''));
    this.said = new Set(texts);
    return { ...value, series: news };
  }
}

// Whether the snapshot says of itself what time it is of.
function isDated(name: SnapshotName, value: unknown): boolean {
  const times = (receivedMs: number): string =>
    snapshotEvents(name, value, receivedMs)
      .map(({ ts }) => ts)
      .join();
  return times(1) === times(2);
}
