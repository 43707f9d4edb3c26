import { open, truncate, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { replaceAll } from '../files/atomic';
import { bytesOf } from '../files/bytes-of';
import { closeRead } from '../files/open-file';
import type { JournalState } from './journal-records';
import { afterCommit, EMPTY_JOURNAL } from './journal-state';
import { readSegment, segmentsOf, type BrokenBytes } from './read-journal';

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
export async function openingOf(dir: string): Promise<JournalOpening> {
  const damage: string[] = [];
  let torn: string | undefined;
  for (const segment of (await segmentsOf(dir)).toReversed()) {
    const { state, length, broken } = await wholePart(dir, segment);
    if (broken?.torn === false) damage.push(await quarantineSegment(broken));
    if (broken?.torn === true)
      torn ??= `${broken.file}@${broken.start}: the last write was interrupted; its unfinished commit is removed`;
    if (broken !== undefined) await truncate(broken.file, broken.start);
    if (state !== undefined) return { segment, length, state, torn, damage };
    await unlink(join(dir, segment));
  }
  return { segment: undefined, length: 0, state: EMPTY_JOURNAL, torn, damage };
}

interface WholePart {
  readonly state: JournalState | undefined;
  readonly length: number;
  readonly broken: BrokenBytes | undefined;
}

// A segment up to what is no whole commit, or not the one that should follow.
async function wholePart(dir: string, segment: string): Promise<WholePart> {
  let state: JournalState | undefined;
  let length = 0;
  for await (const part of readSegment(dir, segment)) {
    if (part.kind === 'broken') return { state, length, broken: part };
    const before = state ?? part.opened;
    if (before?.seq !== part.commit.seq)
      return { state, length, broken: { kind: 'broken', file: part.file, start: length, torn: false } };
    state = afterCommit(before, part.commit, part.records, segment);
    length = part.end;
  }
  return { state, length, broken: undefined };
}

async function quarantineSegment({ file, start }: BrokenBytes): Promise<string> {
  const aside = `${file}.damaged-${start}`;
  const handle = await open(file);
  try {
    await replaceAll([{ path: aside, content: bytesOf(handle, 0, Infinity) }]);
  } finally {
    await closeRead(handle);
  }
  return `${file}@${start}: a commit is damaged; live reads the rows from here on again from the logs, and keeps the damaged bytes in ${basename(aside)}`;
}
