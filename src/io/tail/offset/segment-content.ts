import { fstatSync } from 'node:fs';
import { GzipDamage, gunzipped } from '../../logs/gunzip';
import type { Segment } from '../../logs/log-chain';
import { statInPlace } from '../../files/in-place';
import { bytesOf } from '../../files/bytes-of';
import { matchesGuard, type Position } from './position';
import { signature } from '../../files/signature';

/** Reads the content of one segment, plain or gzipped. */

const MAX_UNZIPPED = 256 * 1024 * 1024;

/** An archive cannot be read to its end: it is still being written, or it is broken. */
export class BrokenArchive extends Error {}

/** The bytes of a segment from `start` to its present end. A chunk is valid until the next one is asked for. */
export async function* contentOf(segment: Segment, start = 0): AsyncGenerator<Buffer> {
  const { size } = statInPlace(segment.handle);
  yield* segment.gzip ? unzipped(segment, size, start) : bytesOf(segment.handle, start, size);
}

/** The same, ending quietly where the archive breaks off. */
export async function* contentUntilBreak(segment: Segment, start = 0): AsyncGenerator<Buffer> {
  try {
    yield* contentOf(segment, start);
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error;
  }
}

/** Reads an archive to its end; throws a BrokenArchive if that fails. */
export async function checkArchive(segment: Segment): Promise<void> {
  const chunks = contentOf(segment);
  while ((await chunks.next()).done !== true);
}

/** A check, usable at any later time, that the segment still has the bytes read before a position. */
export function intactness(segment: Segment): (position: Position) => boolean {
  const { handle } = segment;
  if (!segment.gzip) return (position) => matchesGuard(handle, position);
  const look = (): string => signature(fstatSync(handle.fd, { bigint: true }));
  const before = look();
  return () => look() === before;
}

async function* unzipped(segment: Segment, size: number, start: number): AsyncGenerator<Buffer> {
  let at = 0;
  try {
    for await (const chunk of gunzipped((offset) => bytesOf(segment.handle, offset, size))) {
      if (at + chunk.length > start) yield chunk.subarray(Math.max(0, start - at));
      at += chunk.length;
      if (at > MAX_UNZIPPED) throw new BrokenArchive(`more than ${MAX_UNZIPPED} bytes unzipped`);
    }
  } catch (error) {
    throw error instanceof GzipDamage ? new BrokenArchive(error.message, { cause: error }) : error;
  }
}
