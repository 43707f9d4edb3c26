import { mkdir, open, rename, truncate, unlink, writeFile, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isoUtc } from '../../model/time';
import { WorldError } from '../failures';
import { syncDirectory } from '../sync-directory';
import type { Arrival, CommitRecord, JournalState } from './journal-records';
import { afterCommit, EMPTY_JOURNAL } from './journal-state';
import { commitText } from './journal-text';
import { OwnerError } from './owner-error';
import { readSegment, segmentsOf, type BrokenStretch } from './read-journal';

/** What one commit says besides its records. */
export type CommitFacts = Pick<CommitRecord, 'ticked' | 'steps' | 'outputs' | 'published'>;

/**
 * The journal of arrivals, for its one writer. A commit is one append and one sync: records and positions are there
 * together or not at all. One segment a day (UTC, by the moment of the commit).
 */
export class Journal {
  /** Set when a write failed: what it left behind the last commit is cut off before the next. */
  private unclean = false;

  private constructor(
    private readonly dir: string,
    private segment: string | undefined,
    private length: number,
    private standing: JournalState,
    /** What was cut off or lost, in words. */
    readonly damage: readonly string[],
  ) {}

  /** Bytes of the segment that is being written. */
  get bytes(): number {
    return this.length;
  }

  /** All commits added up. */
  get state(): JournalState {
    return this.standing;
  }

  /** Opens a journal at its last whole commit; what follows that is cut off, and kept aside if it was ever sealed. */
  static async open(dir: string): Promise<Journal> {
    await mkdir(dir, { recursive: true });
    const damage: string[] = [];
    for (const name of (await segmentsOf(dir)).toReversed()) {
      let state: JournalState | undefined;
      let length = 0;
      let broken: BrokenStretch | undefined;
      for await (const read of readSegment(dir, name)) {
        if (read.kind === 'broken') {
          broken = read;
          break;
        }
        state = afterCommit(read.opened ?? state ?? EMPTY_JOURNAL, read.commit, read.records);
        length = read.end;
      }
      const path = join(dir, name);
      if (broken !== undefined) await cut(path, broken, damage);
      if (state !== undefined) return new Journal(dir, name, length, state, damage);
      await unlink(path).catch(() => undefined);
    }
    return new Journal(dir, undefined, 0, EMPTY_JOURNAL, damage);
  }

  /** Appends one commit and waits until it is on the disk. A failure leaves the journal at the commit before. */
  async commit(records: readonly Arrival[], facts: CommitFacts, atMs: number): Promise<void> {
    const commit: CommitRecord = { kind: 'commit', seq: this.standing.seq, at: atMs, ...facts };
    const today = `${isoUtc(atMs).slice(0, 10)}.jsonl`;
    // A clock that steps back does not reopen a day.
    const begins = this.segment === undefined || today > this.segment;
    const name = begins ? today : (this.segment ?? today);
    const head = begins ? [{ kind: 'open', format: 1, state: this.standing } as const] : [];
    const bytes = Buffer.from(commitText([...head, ...records], commit));
    const path = join(this.dir, name);
    const expected = begins ? 0 : this.length;
    try {
      await this.append(path, bytes, expected);
      if (begins) await syncDirectory(this.dir);
    } catch (error) {
      this.unclean = true;
      throw error instanceof OwnerError ? error : new WorldError(path, 'write', error);
    }
    this.unclean = false;
    this.segment = name;
    this.length = expected + bytes.length;
    this.standing = afterCommit(this.standing, commit, records);
  }

  /** Removes segments that end before this moment, never the last one. Says how many. */
  async prune(beforeMs: number): Promise<number> {
    const last = `${isoUtc(beforeMs).slice(0, 10)}.jsonl`;
    const old = (await segmentsOf(this.dir)).filter((name) => name < last && name !== this.segment);
    for (const name of old) await unlink(join(this.dir, name)).catch(() => undefined);
    return old.length;
  }

  private async append(path: string, bytes: Uint8Array, expected: number): Promise<void> {
    // Opened anew each time: after a failed sync the old descriptor would call lost pages clean.
    const handle = await open(path, 'a', 0o644);
    try {
      await this.makeLength(handle, path, expected);
      await handle.writeFile(bytes);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  private async makeLength(handle: FileHandle, path: string, expected: number): Promise<void> {
    const { size } = await handle.stat();
    if (size === expected) return;
    if (!this.unclean || size < expected)
      throw new OwnerError(
        `${path} has ${size} bytes where our last commit ended at ${expected}: another process writes it`,
      );
    await handle.truncate(expected);
  }
}

async function cut(path: string, broken: BrokenStretch, damage: string[]): Promise<void> {
  if (!broken.torn) {
    const aside = `${path}.damaged-${broken.start}`;
    await copyFrom(path, broken.start, aside);
    damage.push(
      `${path}@${broken.start}: a commit is damaged; what follows it is kept in ${basename(aside)} and read again from the logs`,
    );
  }
  await truncate(path, broken.start);
}

async function copyFrom(path: string, start: number, aside: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const rest = Buffer.alloc(size - start);
    await handle.read(rest, 0, rest.length, start);
    await writeFile(`${aside}.tmp`, rest);
    await rename(`${aside}.tmp`, aside);
  } finally {
    await handle.close();
  }
}
