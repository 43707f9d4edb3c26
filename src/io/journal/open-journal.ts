import { copyFile, open, rename, truncate, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
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
  /** Commits that counted once and had to be given up, in words. */
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
      torn ??= `${broken.file}@${broken.start}: a commit was broken off; it is cut off`;
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
    state = afterCommit(before, part.commit, part.records);
    length = part.end;
  }
  return { state, length, broken: undefined };
}

async function quarantineSegment({ file, start }: BrokenBytes): Promise<string> {
  const aside = `${file}.damaged-${start}`;
  await copyFile(file, `${aside}.tmp`);
  const handle = await open(`${aside}.tmp`, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${aside}.tmp`, aside);
  return `${file}@${start}: a commit is damaged; it and what follows are read again from the logs, and kept in ${basename(aside)}`;
}
