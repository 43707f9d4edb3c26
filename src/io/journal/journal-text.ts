import { createHash, type Hash } from 'node:crypto';
import ndjson from 'ndjson';
import type { SealedCommit } from './journal';
import type { Arrival, CommitRecord, OpenRecord, ReadArrival, ReadRecord } from './journal-records';
import { commitOf, stateOf } from './old-records';

/** A commit as bytes: its records, a line each, and the line that seals them with a SHA-256 of all of it. */

const SEAL = /^,"sha256":"([0-9a-f]{32})"\}$/;
/** How many bytes a seal takes at the end of its line. */
export const SEAL_LENGTH = ',"sha256":"'.length + 32 + '"}'.length;

/** The bytes of a commit. */
export function commitText(records: readonly (Arrival | OpenRecord)[], commit: CommitRecord): string {
  const lines: string[] = [];
  // In flowing mode the stream answers each write at once.
  const stringify = ndjson.stringify();
  stringify.on('data', (line: string) => lines.push(line));
  for (const record of [...records, commit]) stringify.write(record);
  if (lines.length !== records.length + 1) throw new Error('a record was not written');
  const unsealed = lines.join('').slice(0, -2);
  return `${unsealed},"sha256":"${sealOf(createHash('sha256').update(unsealed))}"}\n`;
}

/** The commit that these records make, the last of them its seal; undefined where they make none. */
export function sealedCommit(read: readonly (ReadRecord | undefined)[]): SealedCommit | undefined {
  const commit = read.at(-1);
  if (commit?.kind !== 'commit' || read.includes(undefined)) return undefined;
  const records = read.filter(isArrival);
  const opened = read.find((record) => record?.kind === 'open');
  return { kind: 'sealed', commit: commitOf(commit), records, opened: opened && stateOf(opened.state) };
}

function isArrival(record: ReadRecord | undefined): record is ReadArrival {
  return record !== undefined && record.kind !== 'open' && record.kind !== 'commit';
}

/** Judges line by line whether commits are whole. */
export class SealCheck {
  private hasher = createHash('sha256');

  /**
   * What the line is. A line that begins or ends like a commit line ends a commit: `sealed` when that line and the
   * records before it are as they were written, else `broken`. Any other line is a record of the next commit. `isChecked`:
   * the commit was found to be whole before.
   */
  read(line: Buffer, isChecked = false): 'record' | 'sealed' | 'broken' {
    const begins = line.subarray(0, COMMIT_START.length).equals(COMMIT_START);
    const seal = sealAtEnd(line);
    if (!begins && seal === undefined) {
      if (!isChecked) this.hasher.update(line).update('\n');
      return 'record';
    }
    if (isChecked) return 'sealed';
    const found = sealOf(this.hasher.update(line.subarray(0, -SEAL_LENGTH)));
    this.hasher = createHash('sha256');
    return begins && seal === found ? 'sealed' : 'broken';
  }
}

/** Whether the bytes after the last newline may be the beginning of a commit. Not if they go on after a seal. */
export function mayBeTorn(rest: Buffer): boolean {
  return sealAtEnd(rest.subarray(0, -1)) === undefined;
}

const COMMIT_START = Buffer.from('{"kind":"commit",');

/** The seal that a line ends in; undefined where it ends in none. */
export function sealAtEnd(line: Buffer): string | undefined {
  return SEAL.exec(line.subarray(-SEAL_LENGTH).toString('latin1'))?.[1];
}

function sealOf(hasher: Hash): string {
  return hasher.digest('hex').slice(0, 32);
}
