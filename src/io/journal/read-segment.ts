import { join } from 'node:path';
import { WorldError } from '../files/failures';
import { fileLines } from '../lines/file-lines';
import type { SealedCommit } from './journal';
import type { ReadRecord } from './journal-records';
import { mayBeTorn, sealAtEnd, SealCheck, sealedCommit } from './journal-text';

/** A whole commit, and where it lies. */
export interface SegmentCommit extends SealedCommit {
  readonly segment: string;
  readonly file: string;
  readonly end: number;
  /** Its digest, at its end. */
  readonly seal: string;
}

/** Bytes that are no whole commit. */
export interface BrokenBytes {
  readonly kind: 'broken';
  readonly file: string;
  readonly start: number;
  /** The beginning of a commit that nothing follows: a write that was broken off. Else it was damaged afterwards. */
  readonly torn: boolean;
}

const MAX_RECORD_BYTES = 256 * 1024 * 1024;

/**
 * All commits of one segment, from the one that begins at `from` on, and whatever in it is none. Holds one commit at a
 * time. `read` reads their lines.
 */
export async function* readSegment(
  dir: string,
  name: string,
  read: (line: Buffer) => ReadRecord | undefined,
  { start: from = 0, checkedLength = 0 }: { readonly start?: number; readonly checkedLength?: number } = {},
): AsyncGenerator<SegmentCommit | BrokenBytes> {
  const file = join(dir, name);
  const check = new SealCheck();
  let records: (ReadRecord | undefined)[] = [];
  let start = from;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const line of fileLines(file, MAX_RECORD_BYTES, { start: from })) {
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
      else yield { ...parsed, segment: name, file, end, seal: sealAtEnd(bytes) ?? '' };
      records = [];
      start = end;
    }
  } catch (error) {
    throw error instanceof WorldError ? error : new WorldError(file, 'read', error);
  }
  if (records.length > 0 || rest.length > 0) yield { kind: 'broken', file, start, torn: mayBeTorn(rest) };
}
