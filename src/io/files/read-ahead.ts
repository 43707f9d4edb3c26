import type { OpenFile } from './in-place';

const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * The bytes of an open file from `start` to `end`, or to where it now ends. Each chunk is read while the one before it is worked
 * on, and is good until the next one.
 */
export async function* readAhead(handle: OpenFile, start: number, end: number): AsyncGenerator<Buffer> {
  const size = Math.min(CHUNK_BYTES, Math.max(1, end - start));
  let [chunk, next] = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)];
  const readInto = (buffer: Buffer, at: number): ReturnType<OpenFile['read']> => {
    const reading = handle.read(buffer, 0, Math.min(size, end - at), at);
    // Whoever stops before this chunk never hears that it could not be read.
    reading.catch(() => undefined);
    return reading;
  };
  let reading = readInto(chunk, start);
  for (let at = start; at < end;) {
    const { bytesRead } = await reading;
    if (bytesRead === 0) return;
    at += bytesRead;
    if (at < end) reading = readInto(next, at);
    yield chunk.subarray(0, bytesRead);
    [chunk, next] = [next, chunk];
  }
}
