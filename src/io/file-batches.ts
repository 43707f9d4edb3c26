import { readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Batch } from '../model/event';
import { WorldError } from './failures';
import type { ScanJob, ScannedLines } from './hot/scanned-lines';
import { LineInChunk, LineSplitter, type Line } from './line-splitter';
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
    for await (const lines of linesOf(segment, [Buffer.allocUnsafe(chunkBytes)], settings))
      yield reader.read(lines, placed);
    return;
  }
  // A chunk that waits must not be read over.
  const chunks = Array.from({ length: CHUNKS_AHEAD + 1 }, () =>
    Buffer.from(new SharedArrayBuffer(chunkBytes)),
  );
  const waiting: { readonly lines: readonly Line[]; readonly scanned: Promise<ScannedLines> | undefined }[] =
    [];
  for await (const lines of linesOf(segment, chunks, settings)) {
    // What the other threads would come to late is scanned here, when its turn comes.
    const scanned = pool.isBusy ? undefined : pool.scan(jobOf(lines, settings, reader.since));
    waiting.push({ lines, scanned });
    const first = waiting.length > CHUNKS_AHEAD ? waiting.shift() : undefined;
    if (first !== undefined) yield reader.read(first.lines, placed, await first.scanned);
  }
  for (const { lines, scanned } of waiting) yield reader.read(lines, placed, await scanned);
}

// The lines of a file, chunk by chunk; the chunks are used in turn.
async function* linesOf(
  segment: Segment,
  chunks: readonly Buffer[],
  { maxLineBytes }: SourceSettings,
): AsyncGenerator<readonly Line[]> {
  const splitter = new LineSplitter(maxLineBytes);
  for (let n = 0; ; n++) {
    const chunk = chunks[n % chunks.length] ?? Buffer.alloc(0);
    const length = readNext(segment, chunk);
    if (length === 0) break;
    yield splitter.push(chunk.subarray(0, length));
    // What else the process has to do gets its turn.
    await setImmediate();
  }
  const rest = splitter.rest();
  if (rest !== undefined) yield [rest];
}

// To hand each chunk to another thread and back takes longer than to read it.
function readNext(segment: Segment, chunk: Buffer): number {
  try {
    return readSync(segment.handle.fd, chunk, 0, chunk.length, null);
  } catch (error) {
    throw new WorldError(segment.file, 'read', error);
  }
}

// Lines that do not lie in the chunk are not scanned ahead.
function jobOf(lines: readonly Line[], { log, latestTs }: SourceSettings, since: number): ScanJob {
  const inChunk = lines.filter((line) => line instanceof LineInChunk);
  const places = new Int32Array(inChunk.length * 2);
  inChunk.forEach(({ start, length }, n) => {
    places[n * 2] = start;
    places[n * 2 + 1] = start + length;
  });
  return { chunk: inChunk[0]?.chunk ?? new Uint8Array(0), lines: places, log, latestTs, since };
}
