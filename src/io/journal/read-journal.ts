import { readdir } from 'node:fs/promises';
import { isoUtc, parseTimestamp } from '../../model/values/time';
import { codeOf, UsageError, WorldError } from '../files/failures';
import type { Damage, JournalReader } from './journal';
import { readHead, readRecord } from './read-record';
import { readSegment, type BrokenBytes, type SegmentCommit } from './read-segment';

const SEGMENT = /^\d{4}-\d\d-\d\d\.jsonl$/;

/** The names of a journal's segments, oldest first; none where there is no such directory. */
export async function segmentsOf(dir: string): Promise<readonly string[]> {
  try {
    return (await readdir(dir)).filter((name) => SEGMENT.test(name)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new WorldError(dir, 'read', error);
  }
}

/** The journal of a directory, to be read. Throws a UsageError where the directory holds none. */
export async function journalIn(dir: string): Promise<JournalReader> {
  if ((await segmentsOf(dir)).length === 0)
    throw new UsageError(`${dir} holds no journal segment, such as 2026-01-20.jsonl`);
  return { read: (fromMs) => commitsSince(dir, fromMs) };
}

/** A journal that is told by its directory, or by how it is read. */
export async function readerOf(journal: string | JournalReader): Promise<JournalReader> {
  return typeof journal === 'string' ? journalIn(journal) : journal;
}

/** Whole commits fill the segment up to this length, in bytes, as was found just now. */
export interface CheckedPart {
  readonly segment: string | undefined;
  readonly length: number;
}

const UNCHECKED: CheckedPart = { segment: undefined, length: 0 };

/**
 * The commits of a journal in order, each once, from the segment that holds what was committed at `fromMs` on, and before
 * it of those with rows of a later time. The seals of what is `checked` are not checked again.
 */
export async function* commitsSince(
  dir: string,
  fromMs: number,
  checked = UNCHECKED,
): AsyncGenerator<SegmentCommit | Damage> {
  const all = await segmentsOf(dir);
  const firstName = fromMs > 0 ? `${isoUtc(fromMs).slice(0, 10)}.jsonl` : '';
  const ahead = await aheadBefore(dir, all.at(-1));
  const parts = all
    .filter((name) => name >= firstName || (ahead[name] ?? -Infinity) > fromMs)
    .map((name) => ({
      name,
      start: 0,
      checkedLength: name === checked.segment ? checked.length : 0,
      isLast: name === all.at(-1),
      isKept: ahead[name] !== undefined,
    }));
  yield* commitsIn(dir, parts, fromMs);
}

/** Where a reader of a journal stands: up to a byte of a segment it has read all commits; `next` is the number after them. */
export interface JournalPlace {
  readonly segment: string;
  readonly end: number;
  readonly next: number;
}

/** The commits after a place, in order, each once. A segment that has a later one beside it is not written any more. */
export async function* commitsAfter(
  dir: string,
  { segment, end, next }: JournalPlace,
): AsyncGenerator<SegmentCommit | Damage> {
  const all = await segmentsOf(dir);
  const parts = all
    .filter((name) => name >= segment)
    .map((name) => ({
      name,
      start: name === segment ? end : 0,
      checkedLength: 0,
      isLast: name === all.at(-1),
      isKept: false,
    }));
  yield* commitsIn(dir, parts, 0, next);
}

/** A segment that is read from a commit on. */
interface SegmentPart {
  readonly name: string;
  readonly start: number;
  readonly checkedLength: number;
  /** It may still be written. */
  readonly isLast: boolean;
  /** It was kept for a row of a later time: what follows it may have been pruned. */
  readonly isKept: boolean;
}

async function* commitsIn(
  dir: string,
  parts: readonly SegmentPart[],
  fromMs: number,
  after?: number,
): AsyncGenerator<SegmentCommit | Damage> {
  const damage: string[] = [];
  let next = after;
  let atMs = 0;
  let mayLack = false;
  for (const { name, start, checkedLength, isLast, isKept } of parts) {
    atMs = Math.max(atMs, parseTimestamp(name.slice(0, 10)) ?? 0);
    for await (const part of readSegment(dir, name, readRecord, { start, checkedLength })) {
      if (part.kind === 'broken') {
        // The end of the journal may be a commit that is being written just now.
        if (!part.torn || !isLast) damage.push(brokenText(part));
        continue;
      }
      if (mayLack && part.opened !== undefined && part.commit.seq > (next ?? 0)) next = undefined;
      mayLack = false;
      const gap = damage.length === 0 ? gapBefore(part, next, fromMs) : undefined;
      if (gap !== undefined) damage.push(gap);
      atMs = Math.max(atMs, part.commit.at);
      for (const message of damage.splice(0))
        yield { kind: 'damage', code: 'journal_damaged', message, atMs };
      if (part.commit.seq < (next ?? 0)) continue;
      next = part.commit.seq + 1;
      yield part;
    }
    mayLack = isKept;
  }
  for (const message of damage) yield { kind: 'damage', code: 'journal_damaged', message, atMs };
}

// The segments before this one that hold rows of a later time; none where its beginning is damaged.
async function aheadBefore(
  dir: string,
  segment: string | undefined,
): Promise<Readonly<Record<string, number>>> {
  if (segment === undefined) return {};
  for await (const part of readSegment(dir, segment, readHead))
    return (part.kind === 'sealed' ? part.opened?.ahead : undefined) ?? {};
  return {};
}

function brokenText({ file, start, torn }: BrokenBytes): string {
  return `${file}@${start}: a commit is ${torn ? 'broken off' : 'damaged'}`;
}

// Commits are numbered without a gap. Before the first one that is read, those of an earlier day may have been pruned.
function gapBefore(part: SegmentCommit, next: number | undefined, fromMs: number): string | undefined {
  const { file, opened, commit } = part;
  if (next === undefined)
    return fromMs !== 0 && opened !== undefined && opened.seq > 0 && opened.at >= fromMs
      ? `${file}: the commits before ${commit.seq} are missing; the last of them was written at ${isoUtc(opened.at)}`
      : undefined;
  if (commit.seq === next) return undefined;
  return commit.seq < next
    ? `${file}: commit ${commit.seq} appears twice; the first one counts`
    : `${file}: commits ${next} to ${commit.seq - 1} are missing`;
}
