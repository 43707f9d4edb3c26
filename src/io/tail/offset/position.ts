import { createHash, type Hash } from 'node:crypto';
import type { Point } from './bookmark';
import { readInPlace, type OpenFile } from '../../files/in-place';

/** A read position in one segment. */
export interface Position {
  readonly offset: number;
  /** The running hash of all bytes before the offset. Copy it before adding to it. */
  readonly hasher: Hash;
  /** The last bytes before the offset. A file with other bytes there is another file. */
  readonly guard: Buffer;
}

const GUARD_BYTES = 4096;

/** The start of a segment. */
export function startOfSegment(): Position {
  return { offset: 0, hasher: createHash('sha256'), guard: Buffer.alloc(0) };
}

/** The position as a bookmark stores it. */
export function pointOf(position: Position): Point {
  return { offset: position.offset, hash: digestOf(position.hasher) };
}

/** The hash as bookmarks store it; the hasher stays usable. */
export function digestOf(hasher: Hash): string {
  return hasher.copy().digest('hex').slice(0, 32);
}

/** The guard after these further bytes, as a copy. */
export function guardAfter(guard: Buffer, bytes: Buffer): Buffer {
  if (bytes.length >= GUARD_BYTES) return Buffer.from(bytes.subarray(bytes.length - GUARD_BYTES));
  return Buffer.concat([guard, bytes]).subarray(-GUARD_BYTES);
}

/** Whether a plain file still has the guard's bytes before the offset. */
export function matchesGuard(
  handle: OpenFile,
  { offset, guard }: Pick<Position, 'offset' | 'guard'>,
): boolean {
  const found = Buffer.alloc(guard.length);
  return readInPlace(handle, found, offset - guard.length) === guard.length && found.equals(guard);
}
