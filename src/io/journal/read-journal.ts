import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isoUtc, parseTimestamp } from '../../model/values/time';
import { codeOf, UsageError, WorldError } from '../files/failures';
import { fileLines } from '../lines/file-lines';
import type { Damage, JournalReader, SealedCommit } from './journal';
import type { ReadRecord } from './journal-records';
import { mayBeTorn, SealCheck, sealedCommit } from './journal-text';
import { readHead, readRecord } from './read-record';

/** A whole commit, and where it lies. */
export interface SegmentCommit extends SealedCommit {
  readonly file: string;
  readonly end: number;
}

/** Bytes that are no whole commit. */
export interface BrokenBytes {
  readonly kind: 'broken';
  readonly file: string;
  readonly start: number;
  /** The beginning of a commit that nothing follows: a write that was broken off. Else it was damaged afterwards. */
  readonly torn: boolean;
}

const SEGMENT = /^\d{4}-\d\d-\d\d\.jsonl$/;
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

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
  const damage: string[] = [];
  let next: number | undefined;
  let atMs = 0;
  // What follows a segment that was kept for a row of a later time may have been pruned.
  let isKept = false;
  for (const name of all) {
    if (name < firstName && !((ahead[name] ?? -Infinity) > fromMs)) continue;
    atMs = Math.max(atMs, parseTimestamp(name.slice(0, 10)) ?? 0);
    const checkedLength = name === checked.segment ? checked.length : 0;
    for await (const part of readSegment(dir, name, readRecord, checkedLength)) {
      if (part.kind === 'broken') {
        // The end of the journal may be a commit that is being written just now.
        if (!part.torn || name !== all.at(-1)) damage.push(brokenText(part));
        continue;
      }
      if (isKept && part.opened !== undefined && part.commit.seq > (next ?? 0)) next = undefined;
      isKept = false;
      const gap = damage.length === 0 ? gapBefore(part, next, fromMs) : undefined;
      if (gap !== undefined) damage.push(gap);
      atMs = Math.max(atMs, part.commit.at);
      for (const message of damage.splice(0)) yield { kind: 'damage', message, atMs };
      if (part.commit.seq < (next ?? 0)) continue;
      next = part.commit.seq + 1;
      yield part;
    }
    isKept = ahead[name] !== undefined;
  }
  for (const message of damage) yield { kind: 'damage', message, atMs };
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

/** All commits of one segment, and whatever in it is none. Holds one commit at a time. `read` reads their lines. */
export async function* readSegment(
  dir: string,
  name: string,
  read: (line: Buffer) => ReadRecord | undefined,
  checkedLength = 0,
): AsyncGenerator<SegmentCommit | BrokenBytes> {
  const file = join(dir, name);
  const check = new SealCheck();
  let records: (ReadRecord | undefined)[] = [];
  let start = 0;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const line of fileLines(file, MAX_RECORD_BYTES)) {
      if (!line.ended) {
        rest = line.head;
        break;
      }
      const bytes = line.bytes ?? line.head;
      const end = line.offset + line.length + 1;
      const verdict = check.read(bytes, end <= checkedLength);
      records.push(read(bytes));
      if (verdict === 'record') continue;
      const parsed = verdict === 'sealed' ? sealedCommit(records) : undefined;
      if (parsed === undefined) yield { kind: 'broken', file, start, torn: false };
      else yield { ...parsed, file, end };
      records = [];
      start = end;
    }
  } catch (error) {
    throw error instanceof WorldError ? error : new WorldError(file, 'read', error);
  }
  if (records.length > 0 || rest.length > 0) yield { kind: 'broken', file, start, torn: mayBeTorn(rest) };
}
