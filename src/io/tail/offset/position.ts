import { createHash, type Hash } from 'node:crypto';
import type { Point } from './bookmark';
import { readInPlace, type OpenFile } from '../../files/in-place';

/** Where reading stands in one segment. */
export interface Position {
  readonly offset: number;
  /** The hash of all bytes before the offset; whoever goes on takes a copy. */
  readonly hasher: Hash;
  /** The last bytes before the offset: a file that has others there is another file. */
  readonly guard: Buffer;
}

const GUARD_BYTES = 4096;

/** The start of a segment. */
export function startOfSegment(): Position {
  return { offset: 0, hasher: createHash('sha256'), guard: Buffer.alloc(0) };
}

/** The position as a bookmark keeps it. */
export function pointOf(position: Position): Point {
  return { offset: position.offset, hash: digestOf(position.hasher) };
}

/** A hash as bookmarks keep it; the hasher can go on. */
export function digestOf(hasher: Hash): string {
  return hasher.copy().digest('hex').slice(0, 32);
}

/** The guard after some more bytes: a copy. */
export function guardAfter(guard: Buffer, bytes: Buffer): Buffer {
  if (bytes.length >= GUARD_BYTES) return Buffer.from(bytes.subarray(bytes.length - GUARD_BYTES));
  return Buffer.concat([guard, bytes]).subarray(-GUARD_BYTES);
}

/** Whether a plain file still has the bytes before the offset that were read there. */
export function matchesGuard(
  handle: OpenFile,
  { offset, guard }: Pick<Position, 'offset' | 'guard'>,
): boolean {
  const found = Buffer.alloc(guard.length);
  return readInPlace(handle, found, offset - guard.length) === guard.length && found.equals(guard);
}
