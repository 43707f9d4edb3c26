const CHUNK_BYTES = 256 * 1024;
// A UTF-16 unit takes at most three bytes.
const PART = Math.floor(CHUNK_BYTES / 3);

/** The bytes of a text that comes in pieces, in chunks of bounded size: a long text is never put together. */
export function* chunksOf(pieces: Iterable<string>): Generator<Uint8Array> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const to = endOfPart(piece, from);
      if (filled + (to - from) * 3 > CHUNK_BYTES) {
        yield chunk.subarray(0, filled);
        chunk = Buffer.allocUnsafe(CHUNK_BYTES);
        filled = 0;
      }
      filled += chunk.write(piece.slice(from, to), filled);
      from = to;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

// Not between the two halves of one character.
function endOfPart(text: string, from: number): number {
  const to = from + PART;
  if (to >= text.length) return text.length;
  const isSplit = (text.charCodeAt(to - 1) & 0xfc00) === 0xd800;
  return isSplit ? to - 1 : to;
}
