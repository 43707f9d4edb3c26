import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { gunzipped } from '../gunzip';
import type { Segment } from '../log-chain';
import type { Point } from './bookmark';
import { bytesOf, digestOf, type KnownPrefix } from './known-prefix';
import { GUARD_BYTES, type Position } from './read-lines';

/** Looking into one file of a chain, plain or zipped. */

const MAX_UNZIPPED = 256 * 1024 * 1024;
const NEWLINE = 0x0a;

/** The bytes of a segment from `start` on, as far as they are there now. A chunk is good until the next one. */
export async function* contentOf(segment: Segment, start = 0): AsyncGenerator<Buffer> {
  const { size } = await segment.handle.stat();
  yield* segment.gzip ? unzipped(segment, size, start) : bytesOf(segment.handle, start, size);
}

async function* unzipped(segment: Segment, size: number, start: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of gunzipped(Readable.from(copies(bytesOf(segment.handle, 0, size))))) {
    if (at + chunk.length > start) yield chunk.subarray(Math.max(0, start - at));
    at += chunk.length;
    if (at > MAX_UNZIPPED) throw new Error(`more than ${MAX_UNZIPPED} bytes unzipped`);
  }
}

async function* copies(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

/** The position at a point that a segment was found to hold. */
export async function positionAt(segment: Segment, known: KnownPrefix<Point>): Promise<Position> {
  const { offset } = known.point;
  const guard = Buffer.alloc(segment.gzip ? 0 : Math.min(GUARD_BYTES, offset));
  await segment.handle.read(guard, 0, guard.length, offset - guard.length);
  return { offset, hasher: known.hasher, guard };
}

export function pointOf(position: Position): Point {
  return { offset: position.offset, hash: digestOf(position.hasher) };
}

/** Whether a plain file still has the bytes before the position that were read there. */
export async function holds(handle: FileHandle, { offset, guard }: Position): Promise<boolean> {
  const found = Buffer.alloc(guard.length);
  const { bytesRead } = await handle.read(found, 0, found.length, offset - guard.length);
  if (bytesRead < guard.length || !found.equals(guard)) return false;
  return (await handle.stat()).size >= offset;
}

/** Whether a whole line lies between `start` and what is now the end. */
export async function hasLineAfter(segment: Segment, start: number): Promise<boolean> {
  for await (const chunk of contentOf(segment, start)) if (chunk.includes(NEWLINE)) return true;
  return false;
}
