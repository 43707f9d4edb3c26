import { readInPlace, type OpenFile } from './in-place';

const CHUNK_BYTES = 256 * 1024;

/** Reads up to this length are done in place (in-place.ts), longer ones by the thread pool. */
const SHORT_BYTES = 32 * 1024;

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
