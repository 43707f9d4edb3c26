import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isoUtc, parseTimestamp } from '../../model/values/time';
import { codeOf, WorldError } from '../files/failures';
import { fileLines } from '../lines/file-lines';
import type { Arrival, CommitRecord, JournalState, OpenRecord } from './journal-records';
import { mayBeTorn, SealCheck } from './journal-text';
import { NO_TICKS, ticksAfter, ticksBefore } from './journal-ticks';
import { commitOf, stateOf } from './old-records';

/** A whole commit, and where it lies. */
export interface SealedCommit {
  readonly kind: 'sealed';
  readonly file: string;
  readonly end: number;
  readonly commit: CommitRecord;
  readonly records: readonly Arrival[];
  /** The last tick that was due before it. */
  readonly ticked: number;
  /** What the journal added up to before it, at the head of a segment. */
  readonly opened: JournalState | undefined;
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

/** A part of a journal: a commit, or what should have been one. */
export type JournalEntry = SealedCommit | Damage;

/** Commits that are not there or cannot be used. */
export interface Damage {
  readonly kind: 'damage';
  /** Where and what, in words. */
  readonly message: string;
  /** When the commit after them was written, epoch ms; where none follows, the one before, or the segment's day. */
  readonly atMs: number;
}

/** The commits of a journal in order, each once, from the segment that holds what was committed at `fromMs` on. */
export async function* commitsSince(dir: string, fromMs: number): AsyncGenerator<JournalEntry> {
  const all = await segmentsOf(dir);
  const firstName = fromMs > 0 ? `${isoUtc(fromMs).slice(0, 10)}.jsonl` : '';
  const damage: string[] = [];
  let next: number | undefined;
  let atMs = 0;
  for (const name of all.filter((known) => known >= firstName)) {
    atMs = Math.max(atMs, parseTimestamp(name.slice(0, 10)) ?? 0);
    for await (const part of readSegment(dir, name)) {
      if (part.kind === 'broken') {
        // The end of the journal may be a commit that is being written just now.
        if (!part.torn || name !== all.at(-1)) damage.push(brokenText(part));
        continue;
      }
      const gap = damage.length === 0 ? gapBefore(part, next, fromMs) : undefined;
      if (gap !== undefined) damage.push(gap);
      atMs = Math.max(atMs, part.commit.at);
      for (const message of damage.splice(0)) yield { kind: 'damage', message, atMs };
      if (part.commit.seq < (next ?? 0)) continue;
      next = part.commit.seq + 1;
      yield part;
    }
  }
  for (const message of damage) yield { kind: 'damage', message, atMs };
}

function brokenText({ file, start, torn }: BrokenBytes): string {
  return `${file}@${start}: a commit is ${torn ? 'broken off' : 'damaged'}`;
}

// Commits are numbered without a gap. Before the first one that is read, those of an earlier day may have been pruned.
function gapBefore(part: SealedCommit, next: number | undefined, fromMs: number): string | undefined {
  const { file, opened, commit } = part;
  if (next === undefined)
    return fromMs > 0 && opened !== undefined && opened.at >= fromMs
      ? `${file}: the commits before ${commit.seq} are missing; the last one was of ${isoUtc(opened.at)}`
      : undefined;
  if (commit.seq === next) return undefined;
  return commit.seq < next
    ? `${file}: commit ${commit.seq} comes again; the first one counts`
    : `${file}: commits ${next} to ${commit.seq - 1} are missing`;
}

/** All commits of one segment, and whatever in it is none. Holds one commit at a time. */
export async function* readSegment(dir: string, name: string): AsyncGenerator<SealedCommit | BrokenBytes> {
  const file = join(dir, name);
  const check = new SealCheck();
  let lines: string[] = [];
  let start = 0;
  let rest: Buffer = Buffer.alloc(0);
  let ticks = NO_TICKS;
  try {
    for await (const line of fileLines(file, MAX_RECORD_BYTES)) {
      if (!line.ended) {
        rest = line.head;
        break;
      }
      const bytes = line.bytes ?? line.head;
      const verdict = check.read(bytes);
      lines.push(bytes.toString('utf8'));
      if (verdict === 'record') continue;
      const end = line.offset + line.length + 1;
      const parsed = verdict === 'sealed' ? parsedCommit(lines) : undefined;
      if (parsed === undefined) yield { kind: 'broken', file, start, torn: false };
      else {
        const { commit, records, opened } = parsed;
        const before = ticksBefore(opened?.ticks ?? ticks, commit, records);
        ticks = ticksAfter(before, records);
        yield { kind: 'sealed', file, end, ticked: before.ticked, ...parsed };
      }
      lines = [];
      start = end;
    }
  } catch (error) {
    throw error instanceof WorldError ? error : new WorldError(file, 'read', error);
  }
  if (lines.length > 0 || rest.length > 0) yield { kind: 'broken', file, start, torn: mayBeTorn(rest) };
}

function parsedCommit(
  lines: readonly string[],
): Pick<SealedCommit, 'commit' | 'records' | 'opened'> | undefined {
  // The seal holds: these are our own words, unless another program seals as we do.
  try {
    const parsed = lines.map((line) => JSON.parse(line) as Arrival | OpenRecord | CommitRecord);
    const commit = parsed.at(-1);
    if (commit?.kind !== 'commit') return undefined;
    const records = parsed.filter((record) => record.kind !== 'open' && record.kind !== 'commit');
    const opened = parsed.find((record) => record.kind === 'open');
    return { commit: commitOf(commit), records, opened: opened && stateOf(opened.state) };
  } catch {
    return undefined;
  }
}
