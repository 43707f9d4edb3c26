import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Point } from './bookmark';

/** A known point that a file's content begins with, and the hash of all before it, ready to go on. */
export interface KnownPrefix<P extends Point> {
  readonly point: P;
  readonly hasher: Hash;
}

const CHUNK_BYTES = 256 * 1024;

/** A hash as bookmarks keep it; the hasher can go on. */
export function digestOf(hasher: Hash): string {
  return hasher.copy().digest('hex').slice(0, 32);
}

/** The longest of the points whose bytes this content begins with. One pass over the content. */
export async function knownPrefix<P extends Point>(
  content: AsyncIterable<Buffer>,
  points: readonly P[],
): Promise<KnownPrefix<P> | undefined> {
  const sorted = points.toSorted((a, b) => a.offset - b.offset);
  const hasher = createHash('sha256');
  let best: KnownPrefix<P> | undefined;
  let next = 0;
  let begins = 0;
  for await (const chunk of content) {
    let from = 0;
    for (let point = sorted[next]; point !== undefined; point = sorted[++next]) {
      const until = point.offset - begins;
      if (until > chunk.length) break;
      hasher.update(chunk.subarray(from, until));
      from = until;
      if (digestOf(hasher) === point.hash) best = { point, hasher: hasher.copy() };
    }
    if (next === sorted.length) break;
    hasher.update(chunk.subarray(from));
    begins += chunk.length;
  }
  return best;
}

/** The bytes of an open file from `start` to `end`, or to where it now ends. A chunk is good until the next one. */
export async function* bytesOf(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(1, end - start)));
  for (let at = start; at < end;) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - at), at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
