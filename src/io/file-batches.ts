import { readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Batch } from '../model/event';
import { WorldError } from './failures';
import type { Finds } from './hot/line-scan';
import { LineSplitter, type EndedLines } from './line-splitter';
import type { Segment } from './log-chain';
import type { Place, RowReader } from './row-reader';
import type { SourceSettings } from './row-source';

const CHUNK_BYTES = 256 * 1024;
const CHUNKS_AHEAD = 4;

/** The batches of a file, one a chunk. With a pool its lines are scanned a few chunks ahead. */
export async function* fileBatches(
  segment: Segment,
  place: Place,
  reader: RowReader,
  settings: SourceSettings,
): AsyncGenerator<Batch> {
  const open = settings.linesInPlace === true ? { name: segment.file, fd: segment.handle.fd } : undefined;
  const placed = { ...place, open };
  const { scanPool, chunkBytes = CHUNK_BYTES } = settings;
  const pool = scanPool?.();
  if (pool === undefined) {
    for await (const ended of linesOf(segment, [Buffer.allocUnsafe(chunkBytes)], settings))
      yield reader.readEnded(ended, placed);
    return;
  }
  // A chunk that waits must not be read over.
  const chunks = Array.from({ length: CHUNKS_AHEAD + 1 }, () =>
    Buffer.from(new SharedArrayBuffer(chunkBytes)),
  );
  const waiting: { readonly ended: EndedLines; readonly scanned: Promise<Finds> | undefined }[] = [];
  for await (const ended of linesOf(segment, chunks, settings)) {
    // What the other threads would come to late is scanned here, when its turn comes.
    waiting.push({ ended, scanned: pool.isBusy ? undefined : pool.scan(ended.whole, reader.reading) });
    const first = waiting.length > CHUNKS_AHEAD ? waiting.shift() : undefined;
    if (first !== undefined) yield reader.readEnded(first.ended, placed, await first.scanned);
  }
  for (const { ended, scanned } of waiting) yield reader.readEnded(ended, placed, await scanned);
}

// The lines of a file, chunk by chunk; the chunks are used in turn.
async function* linesOf(
  segment: Segment,
  chunks: readonly Buffer[],
  { maxLineBytes }: SourceSettings,
): AsyncGenerator<EndedLines> {
  const splitter = new LineSplitter(maxLineBytes);
  for (let n = 0; ; n++) {
    const chunk = chunks[n % chunks.length] ?? Buffer.alloc(0);
    const length = readNext(segment, chunk);
    if (length === 0) break;
    yield splitter.enter(chunk.subarray(0, length));
    // What else the process has to do gets its turn.
    await setImmediate();
  }
  const rest = splitter.rest();
  if (rest !== undefined) yield { cut: rest, whole: splitter.enter(Buffer.alloc(0)).whole };
}

// To hand each chunk to another thread and back takes longer than to read it.
function readNext(segment: Segment, chunk: Buffer): number {
  try {
    return readSync(segment.handle.fd, chunk, 0, chunk.length, null);
  } catch (error) {
    throw new WorldError(segment.file, 'read', error);
  }
}
