import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileJournal } from '../../../src/io/journal/file-journal';
import type { CommitFacts, Journal, JournalEntry } from '../../../src/io/journal/journal';
import type { Arrival, ReadArrival, ReadRows, RowsRecord } from '../../../src/io/journal/journal-records';
import { commitsSince } from '../../../src/io/journal/read-journal';
import type { SegmentCommit } from '../../../src/io/journal/read-segment';
import { DAY } from '../../../src/model/values/time';

/** 2023-11-14T22:13:20Z. */
export const AT = 1_700_000_000_000;
export const FIRST = '2023-11-14.jsonl';

export const FACTS: CommitFacts = { steps: {}, quarantine: 0 };

export function rows(...lines: readonly string[]): RowsRecord {
  const file = 'orders_executed.jsonl';
  return { kind: 'rows', source: 'orders_executed', file, first: AT, latest: AT, late: [], lines };
}

/** Commits one record each, `{"n":from}` and so on, `stepMs` apart. */
export async function commitRows(journal: Journal, from: number, to: number, stepMs = 1): Promise<void> {
  for (let n = from; n <= to; n++) await journal.commit([rows(`{"n":${n}}`)], FACTS, AT + n * stepMs);
}

/** A journal of so many commits, a day each. */
export async function daily(dir: string, commits: number): Promise<FileJournal> {
  const journal = await FileJournal.open(dir);
  await commitRows(journal, 0, commits - 1, DAY);
  return journal;
}

export async function partsOf(dir: string, fromMs = 0): Promise<readonly JournalEntry[]> {
  const parts: JournalEntry[] = [];
  for await (const part of commitsSince(dir, fromMs)) parts.push(part);
  return parts;
}

export async function recordsOf(dir: string): Promise<readonly Arrival[]> {
  return (await partsOf(dir)).flatMap((part) => (part.kind === 'sealed' ? asWritten(part.records) : []));
}

/** Records that were read back, as they were written. */
export function asWritten(records: readonly ReadArrival[]): readonly Arrival[] {
  return records.map((record) => (record.kind === 'rows' ? rowsAsWritten(record) : record));
}

function rowsAsWritten({ kind, source, file, first, latest, late, lines }: ReadRows): RowsRecord {
  const texts = lines.toString('latin1').split('\n').slice(0, -1);
  return { kind, source, file, first, latest, late, lines: texts };
}

/** The commits by number, and in their place the words of what is damaged. */
export async function toldBy(dir: string, fromMs = 0): Promise<readonly (number | string)[]> {
  const parts = await partsOf(dir, fromMs);
  return parts.map((part) => (part.kind === 'sealed' ? part.commit.seq : part.message.slice(dir.length + 1)));
}

/** Where each commit of a segment ends. */
async function endsIn(dir: string, segment: string): Promise<readonly number[]> {
  const parts = await partsOf(dir);
  const commits = parts.filter((part): part is SegmentCommit => part.kind === 'sealed');
  return commits.filter(({ file }) => file === join(dir, segment)).map(({ end }) => end);
}

export function bytesIn(dir: string, name: string): Buffer {
  return readFileSync(join(dir, name));
}

export function namesIn(dir: string): readonly string[] {
  return readdirSync(dir).sort();
}

/** Runs `use` on a journal of four commits in one segment, and where each of them ends; in memory where that can be. */
export async function onFour(
  use: (dir: string, whole: Buffer, ends: readonly number[]) => Promise<void>,
): Promise<void> {
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'intel-journal-'));
  try {
    await commitRows(await FileJournal.open(dir), 0, 3);
    await use(dir, bytesIn(dir, FIRST), await endsIn(dir, FIRST));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Flips one bit of one byte of a segment. */
export function flip(dir: string, segment: string, at: number, bit = 1): void {
  const bytes = bytesIn(dir, segment);
  bytes[at] = (bytes[at] ?? 0) ^ bit;
  writeFileSync(join(dir, segment), bytes);
}
