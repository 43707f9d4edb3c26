import { constants } from 'node:fs';
import { open, readdir, rm, truncate, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isoUtc } from '../../model/values/time';
import { codeOf, OwnerError, reaching } from '../files/failures';
import { unfenced, type Fence } from '../files/fence';
import { makeDirectory } from '../files/make-directory';
import { sizeOf } from '../files/open-file';
import { syncDirectory } from '../files/sync-directory';
import type { CommitFacts, Journal, JournalEntry } from './journal';
import { FORMAT, type Arrival, type CommitRecord, type JournalState } from './journal-records';
import { afterCommit } from './journal-state';
import { commitText } from './journal-text';
import { openingOf, type JournalOpening } from './open-journal';
import { commitsSince, type CheckedPart } from './read-journal';

/**
 * A journal in a directory, for its one writer. A commit is one append and one sync: records and positions are there
 * together or not at all. One segment a day (UTC, by the moment of the commit).
 */
export class FileJournal implements Journal {
  readonly answersAgain = true;
  /** A commit that was broken off and is cut off, in words: it never counted. */
  readonly torn: string | undefined;
  /** Commits that counted once and were removed as damaged, in words. */
  readonly damage: readonly string[];
  private segment: string | undefined;
  private length: number;
  // What opening has just checked: the read that follows it need not.
  private checked: CheckedPart | undefined;
  private current: JournalState;
  /** A segment that a failed write may have left longer than this: cut back before anything else is written. */
  private leftover: { readonly path: string; readonly length: number } | undefined;

  private constructor(
    private readonly dir: string,
    private readonly fence: Fence,
    opening: JournalOpening,
  ) {
    ({ segment: this.segment, length: this.length, state: this.current } = opening);
    ({ torn: this.torn, damage: this.damage } = opening);
    this.checked = { segment: this.segment, length: this.length };
  }

  /** Bytes of the segment that is being written. */
  get bytes(): number {
    return this.length;
  }

  get state(): JournalState {
    return this.current;
  }

  /** Opens a journal at its last whole commit; what follows that is cut off, and kept aside if it was ever sealed. */
  static async open(dir: string, fence = unfenced): Promise<FileJournal> {
    return reaching(dir, 'write', async () => {
      makeDirectory(dir);
      return new FileJournal(dir, fence, await openingOf(dir, fence));
    });
  }

  async commit(records: readonly Arrival[], facts: CommitFacts, atMs: number): Promise<void> {
    const commit: CommitRecord = { kind: 'commit', seq: this.current.seq, at: atMs, ...facts };
    const today = `${isoUtc(atMs).slice(0, 10)}.jsonl`;
    // A clock that steps back does not reopen a day.
    const begins = this.segment === undefined || today > this.segment;
    const name = begins ? today : (this.segment ?? today);
    const head = begins ? [{ kind: 'open', format: FORMAT, state: this.current } as const] : [];
    const bytes = Buffer.from(commitText([...head, ...records], commit));
    const path = join(this.dir, name);
    const expected = begins ? 0 : this.length;
    try {
      await reaching(path, 'write', async () => {
        await this.cutLeftover();
        await this.append(path, bytes, expected, begins);
      });
    } catch (error) {
      await this.cutLeftover().catch(() => undefined);
      throw error;
    }
    this.segment = name;
    this.length = expected + bytes.length;
    this.current = afterCommit(this.current, commit, records, name);
  }

  read(fromMs: number): AsyncIterable<JournalEntry> {
    const { dir, checked } = this;
    this.checked = undefined;
    return commitsSince(dir, fromMs, checked);
  }

  // Each commit opens its segment anew: nothing stays open.
  close(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * Removes segments that end before this moment and what lies beside them, never the last one, nor one that holds a row
   * of a later time. Says how many files.
   */
  async prune(beforeMs: number): Promise<number> {
    const last = `${isoUtc(beforeMs).slice(0, 10)}.jsonl`;
    return reaching(this.dir, 'write', async () => {
      const names = await readdir(this.dir);
      const kept = Object.entries(this.current.ahead ?? {}).filter(([, latest]) => latest > beforeMs);
      const ahead = Object.fromEntries(kept);
      const old = names.filter(
        (name) =>
          SEGMENT_FILE.test(name) && name < last && name !== this.segment && ahead[name] === undefined,
      );
      await this.fence();
      for (const name of old) await rm(join(this.dir, name), { force: true });
      this.current = { ...this.current, ahead };
      return old.length;
    });
  }

  private async append(path: string, bytes: Uint8Array, expected: number, begins: boolean): Promise<void> {
    if (begins) await this.fence();
    // Opened for each commit: after a failed sync, another one of the same descriptor can succeed though data is lost.
    const handle = begins ? await open(path, 'a', 0o644) : await openAgain(path);
    try {
      const { size } = await handle.stat();
      if (size !== expected)
        throw new OwnerError(
          `${path} has ${size} bytes, and our last commit ended at byte ${expected}: another process writes this journal; this instance stops`,
        );
      await this.fence();
      this.leftover = { path, length: expected };
      await handle.writeFile(bytes);
      await handle.datasync();
      if (begins) await syncDirectory(this.dir);
    } finally {
      await handle.close();
    }
    this.leftover = undefined;
  }

  private async cutLeftover(): Promise<void> {
    if (this.leftover === undefined) return;
    const { path, length } = this.leftover;
    if ((await sizeOf(path)) > length) {
      await this.fence();
      await truncate(path, length);
    }
    this.leftover = undefined;
  }
}

// Also the damaged parts that lie beside a segment, hence no `$`.
const SEGMENT_FILE = /^\d{4}-\d\d-\d\d\.jsonl/;

async function openAgain(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_WRONLY | constants.O_APPEND);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new OwnerError(
      `${path} is gone: somebody removed it; this instance stops, and the next one reads the rows again from the logs`,
    );
  }
}

/** Where the journal lies unless told otherwise: beside the output directory. */
export function journalBeside(out: string): string {
  return join(dirname(resolve(out)), 'journal');
}
