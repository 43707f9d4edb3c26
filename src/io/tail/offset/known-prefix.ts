import type { Point } from './bookmark';
import { Cursor } from './cursor';
import { readInPlace, type OpenFile } from '../../files/in-place';
import { startOfSegment, type Position } from './position';

/** A known point that a file's content begins with, and the position there. */
export interface KnownPrefix<P extends Point> {
  readonly point: P;
  readonly position: Position;
}

const CHUNK_BYTES = 256 * 1024;
/** What is no longer is read in place. */
const SHORT_BYTES = 32 * 1024;

/** The longest of the points whose bytes this content begins with. One pass over the content. */
export async function knownPrefix<P extends Point>(
  content: AsyncIterable<Buffer>,
  points: readonly P[],
): Promise<KnownPrefix<P> | undefined> {
  const sorted = points.toSorted((a, b) => a.offset - b.offset);
  if (sorted.length === 0) return undefined;
  const cursor = new Cursor(startOfSegment());
  let best: KnownPrefix<P> | undefined;
  let next = 0;
  for await (const chunk of content) {
    cursor.enter(chunk);
    for (let point = sorted[next]; point !== undefined; point = sorted[++next]) {
      if (point.offset > cursor.end) break;
      cursor.moveTo(point.offset);
      if (cursor.hash === point.hash) best = { point, position: cursor.position };
    }
    if (next === sorted.length) break;
    cursor.leave();
  }
  return best;
}

/** The bytes of an open file from `start` to `end`, or to where it now ends. A chunk is good until the next one. */
export async function* bytesOf(handle: OpenFile, start: number, end: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(1, end - start)));
  for (let at = start; at < end;) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, end - at));
    const length =
      chunk.length <= SHORT_BYTES
        ? readInPlace(handle, chunk, at)
        : (await handle.read(chunk, 0, chunk.length, at)).bytesRead;
    if (length === 0) return;
    yield chunk.subarray(0, length);
    at += length;
  }
}
