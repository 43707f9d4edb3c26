import { open, truncate, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isoUtc } from '../../model/values/time';
import { replaceAll } from '../files/atomic';
import { bytesOf } from '../files/bytes-of';
import type { Fence } from '../files/fence';
import { closeRead } from '../files/open-file';
import type { JournalState } from './journal-records';
import { afterCommit, EMPTY_JOURNAL } from './journal-state';
import { readHead } from './read-record';
import { segmentsOf } from './read-journal';
import { readSegment, type BrokenBytes } from './read-segment';

/** Where a journal stands when it is opened, and what had to be taken off it. */
export interface JournalOpening {
  readonly segment: string | undefined;
  readonly length: number;
  readonly state: JournalState;
  /** A commit that was broken off, in words: it never counted. */
  readonly torn: string | undefined;
  /** Commits that counted once and were removed as damaged, in words. */
  readonly damage: readonly string[];
}

/**
 * Finds the last whole commit, and takes off the files what follows it: at once where it was never sealed, else it
 * is kept aside first. The newest segment that holds a whole commit says where the journal stands.
 */
export async function openingOf(dir: string, fence: Fence): Promise<JournalOpening> {
  const damage: string[] = [];
  let torn: string | undefined;
  for (const segment of (await segmentsOf(dir)).toReversed()) {
    const { state, length, broken, otherDay } = await wholePart(dir, segment);
    if (broken !== undefined || state === undefined) await fence();
    if (broken?.torn === false) damage.push(await quarantineSegment(broken, otherDay));
    if (broken?.torn === true)
      torn ??= `${broken.file}@${broken.start}: the last write was interrupted; its unfinished commit is removed`;
    if (broken !== undefined) await truncate(broken.file, broken.start);
    if (state !== undefined) return { segment, length, state, torn, damage };
    await unlink(join(dir, segment));
  }
  return { segment: undefined, length: 0, state: EMPTY_JOURNAL, torn, damage };
}

export interface WholePart {
  readonly state: JournalState | undefined;
  readonly length: number;
  /** Of its last whole commit. */
  readonly seal: string | undefined;
  readonly broken: BrokenBytes | undefined;
  /** The day of its commits, where that is not its own. */
  readonly otherDay?: string;
}

/**
 * A segment up to the commit of this number, or to what is no whole commit, or not the one that should follow. Nothing of
 * one that begins on another day: a copy of another segment lies in its place.
 */
export async function wholePart(dir: string, segment: string, until = Infinity): Promise<WholePart> {
  let state: JournalState | undefined;
  let length = 0;
  let seal: string | undefined;
  for await (const part of readSegment(dir, segment, readHead)) {
    if (part.kind === 'broken') return { state, length, seal, broken: part };
    if (part.commit.seq >= until) break;
    const otherDay = isoUtc(part.commit.at).slice(0, 10);
    if (length === 0 && !segment.startsWith(otherDay)) {
      const broken = { kind: 'broken', file: part.file, start: 0, torn: false } as const;
      return { state, length, seal, broken, otherDay };
    }
    const before = state ?? part.opened;
    if (before?.seq !== part.commit.seq)
      return { state, length, seal, broken: { kind: 'broken', file: part.file, start: length, torn: false } };
    state = afterCommit(before, part.commit, part.records, segment);
    ({ end: length, seal } = part);
  }
  return { state, length, seal, broken: undefined };
}

async function quarantineSegment({ file, start }: BrokenBytes, otherDay?: string): Promise<string> {
  const aside = `${file}.damaged-${start}`;
  const handle = await open(file);
  try {
    await replaceAll([{ path: aside, content: bytesOf(handle, 0, Infinity) }]);
  } finally {
    await closeRead(handle);
  }
  const what =
    otherDay === undefined
      ? 'a commit is damaged'
      : `its commits are of ${otherDay}: a copy of another segment lies here`;
  return `${file}@${start}: ${what}; live reads the rows from here on again from the logs, and keeps the damaged bytes in ${basename(aside)}`;
}
