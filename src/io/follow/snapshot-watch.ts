import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { isObject, own } from '../../model/values/json';
import { isoUtc } from '../../model/values/time';
import { WorldError } from '../files/failures';
import {
  snapshotEvents,
  snapshotPath,
  snapshotProblem,
  type SnapshotName,
} from '../snapshots/load-snapshots';
import { parseJson, readBounded } from '../json/read-json';
import { openRegular } from '../files/open-file';
import type { SnapshotIdentity, SnapshotRecord } from '../journal/journal-records';
import { signature, signatureOf } from '../files/signature';

const MAX_LEVELS = 100;

/** Watches one snapshot file: each change of its content becomes one record. */
export class SnapshotWatch {
  /** Why the present file cannot be used; its earlier content stays in force. */
  problem: string | undefined;
  missing = false;
  private knownPoints: ReadonlySet<string> = new Set();
  // Two changes within one tick of the disk's clock look like one: a file that changed is read twice.
  private lastSignature = '';
  private isConfirmed = false;

  constructor(
    private readonly stateDir: string,
    readonly name: SnapshotName,
    private seen: SnapshotIdentity | undefined,
  ) {}

  /**
   * The record of a change since the last poll. An event after `latestMs` is a problem: it counts when its time has
   * come. Never throws.
   */
  async poll(receivedMs: number, latestMs = Infinity): Promise<SnapshotRecord | undefined> {
    const path = snapshotPath(this.stateDir, this.name);
    try {
      const found = signatureOf(path);
      if (found !== '' && found === this.lastSignature && this.isConfirmed) return undefined;
      const handle = found === '' ? undefined : await openRegular(path);
      this.missing = handle === undefined;
      if (handle === undefined) {
        this.problem = undefined;
        return undefined;
      }
      try {
        return await this.look(handle, receivedMs, latestMs);
      } finally {
        await handle.close();
      }
    } catch (error) {
      this.missing = false;
      this.problem = (error instanceof WorldError ? error : new WorldError(path, 'read', error)).message;
      return undefined;
    }
  }

  private async look(
    handle: FileHandle,
    receivedMs: number,
    latestMs: number,
  ): Promise<SnapshotRecord | undefined> {
    const stats = await handle.stat({ bigint: true });
    const now = signature(stats);
    const read = await usable(this.name, handle, Number(stats.size));
    this.isConfirmed = now === this.lastSignature;
    this.lastSignature = now;
    if (!('value' in read)) {
      this.problem = read.problem;
      return undefined;
    }
    const ahead = snapshotEvents(this.name, read.value, receivedMs).find(({ ts }) => ts > latestMs);
    this.problem =
      ahead === undefined
        ? read.problem
        : `its time is ${isoUtc(ahead.ts)}, more than max_future_s after the moment of reading: it counts when that has come`;
    return this.change(read, now, receivedMs);
  }

  private change(
    { value, sha256 }: Usable,
    signature: string,
    receivedMs: number,
  ): SnapshotRecord | undefined {
    const { name, seen: before } = this;
    const news = this.newPoints(value);
    this.seen = { signature, sha256 };
    // The same content again: news only where the snapshot states no time, since its time is then that of reading.
    if (before?.sha256 === sha256 && (before.signature === signature || isDated(name, value)))
      return undefined;
    return { kind: 'snapshot', name, received: receivedMs, seen: this.seen, value: news };
  }

  // nav.json and nav_log.json repeat their whole series each time; only the points they did not have before are news.
  private newPoints(value: unknown): unknown {
    if (this.name === 'nav_log' && isList(value)) return this.news(value);
    const series = this.name === 'nav' && isObject(value) ? own(value, 'series') : undefined;
    return isObject(value) && isList(series) ? { ...value, series: this.news(series) } : value;
  }

  private news(series: readonly unknown[]): readonly unknown[] {
    const texts = series.map((point) => JSON.stringify(point));
    const news = series.filter((_, i) => !this.knownPoints.has(texts[i] ?? ''));
    this.knownPoints = new Set(texts);
    return news;
  }
}

interface Usable {
  /** As it will be when it is read back from the journal. */
  readonly value: unknown;
  readonly sha256: string;
  /** Fields that cannot be used. */
  readonly problem: string | undefined;
}

async function usable(
  name: SnapshotName,
  handle: FileHandle,
  size: number,
): Promise<Usable | { readonly problem: string }> {
  const bytes = await readBounded(handle, size);
  if ('message' in bytes) return { problem: bytes.message };
  const parsed = parseJson(bytes);
  if ('message' in parsed) return { problem: parsed.message };
  if (isDeeper(parsed.value, MAX_LEVELS)) return { problem: `nested deeper than ${MAX_LEVELS} levels` };
  const problem = snapshotProblem(name, parsed.value);
  if (problem?.usable === false) return { problem: problem.message };
  const sha256 = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  // JSON has no −0 and no Infinity, which 1e999 is read as.
  return { value: JSON.parse(JSON.stringify(parsed.value)) as unknown, sha256, problem: problem?.message };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isDeeper(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as readonly unknown[]) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}

// Whether the snapshot states its own time.
function isDated(name: SnapshotName, value: unknown): boolean {
  const times = (receivedMs: number): string =>
    snapshotEvents(name, value, receivedMs)
      .map(({ ts }) => ts)
      .join();
  return times(1) === times(2);
}
