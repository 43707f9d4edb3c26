import { createHash, type Hash } from 'node:crypto';
import ndjson from 'ndjson';
import type { Arrival, CommitRecord, OpenRecord } from './journal-records';

/** A commit as bytes: its records, a line each, and the line that seals them with a SHA-256 of all of it. */

const SEAL = /^,"sha256":"([0-9a-f]{32})"\}$/;
const SEAL_LENGTH = ',"sha256":"'.length + 32 + '"}'.length;

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

/**
 * Judges line by line whether commits are whole. A line that begins like a commit ends one: its records and itself
 * when the seal holds, undefined when it does not.
 */
export class SealCheck {
  private hasher = createHash('sha256');

  /** What the line is. Any line but a commit belongs to the next commit. */
  read(line: Buffer): 'record' | 'sealed' | 'broken' {
    const isCommit = line.subarray(0, COMMIT_START.length).equals(COMMIT_START);
    if (!isCommit) {
      this.hasher.update(line).update('\n');
      return 'record';
    }
    const seal = SEAL.exec(line.subarray(-SEAL_LENGTH).toString('latin1'))?.[1];
    const found = sealOf(this.hasher.update(line.subarray(0, -SEAL_LENGTH)));
    this.hasher = createHash('sha256');
    return seal === found ? 'sealed' : 'broken';
  }
}

const COMMIT_START = Buffer.from('{"kind":"commit",');

function sealOf(hasher: Hash): string {
  return hasher.digest('hex').slice(0, 32);
}
