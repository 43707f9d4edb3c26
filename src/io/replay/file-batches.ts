import { readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Batch } from '../../model/event';
import { WorldError } from '../files/failures';
import { LineSplitter, type EndedLines } from '../lines/line-splitter';
import type { Segment } from '../logs/log-chain';
import type { ReadPart } from '../logs/read-part';
import type { Place, RowReader } from '../decode/row-reader';
import type { Scanning } from './scan-pool';
import type { SourceSettings } from './row-source';

const CHUNK_BYTES = 256 * 1024;
// Larger chunks for another thread: handing one over has a fixed cost.
const CHUNK_BYTES_AHEAD = 1024 * 1024;
const CHUNKS_AHEAD = 4;

/** The batches of a file, one per chunk. With a pool, the lines are scanned a few chunks ahead. */
export async function* fileBatches(
  { segment, bytes = Infinity }: ReadPart,
  place: Place,
  reader: RowReader,
  settings: SourceSettings,
): AsyncGenerator<Batch> {
  const open = settings.linesInPlace === true ? { name: segment.file, fd: segment.handle.fd } : undefined;
  const placed = { ...place, open };
  const pool = settings.scanPool?.();
  const { chunkBytes = pool === undefined ? CHUNK_BYTES : CHUNK_BYTES_AHEAD } = settings;
  if (pool === undefined) {
    for await (const ended of linesOf(segment, bytes, [Buffer.allocUnsafe(chunkBytes)], settings))
      yield reader.readEnded(ended, placed);
    return;
  }
  // A chunk that waits to be scanned must not be overwritten.
  const chunks = Array.from({ length: CHUNKS_AHEAD + 1 }, () =>
    Buffer.from(new SharedArrayBuffer(chunkBytes)),
  );
  const waiting: { readonly ended: EndedLines; readonly scanning: Scanning }[] = [];
  for await (const ended of linesOf(segment, bytes, chunks, settings)) {
    waiting.push({ ended, scanning: pool.scan(ended.whole, reader.context) });
    const first = waiting.length > CHUNKS_AHEAD ? waiting.shift() : undefined;
    // A chunk that no other thread has begun is scanned here.
    if (first !== undefined) yield reader.readEnded(first.ended, placed, await first.scanning.take());
  }
  for (const { ended, scanning } of waiting) yield reader.readEnded(ended, placed, await scanning.take());
}

// The lines of a file, chunk by chunk; the buffers are reused in turn.
async function* linesOf(
  segment: Segment,
  bytes: number,
  chunks: readonly Buffer[],
  { maxLineBytes }: SourceSettings,
): AsyncGenerator<EndedLines> {
  const splitter = new LineSplitter(maxLineBytes);
  let left = bytes;
  for (let n = 0; left > 0; n++) {
    const chunk = chunks[n % chunks.length] ?? Buffer.alloc(0);
    const length = readNext(segment, chunk, Math.min(chunk.length, left));
    if (length === 0) break;
    left -= length;
    yield splitter.enter(chunk.subarray(0, length));
    // Other work of the process gets its turn.
    await setImmediate();
  }
  const rest = splitter.rest();
  if (rest !== undefined) yield { cut: rest, whole: splitter.enter(Buffer.alloc(0)).whole };
}

// The thread pool would take longer to hand each chunk over than to read it.
function readNext(segment: Segment, chunk: Buffer, length: number): number {
  try {
    return readSync(segment.handle.fd, chunk, 0, length, null);
  } catch (error) {
    throw new WorldError(segment.file, 'read', error);
  }
}
