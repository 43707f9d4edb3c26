import { createHash } from 'node:crypto';

// Many short pieces are put together up to here: each update costs as much as the hash of a kilobyte.
const gathered = Buffer.allocUnsafe(64 * 1024);

/** SHA-256 of what comes in pieces, in hex: large texts are not put together for it. */
export function sha256(pieces: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  let filled = 0;
  for (const piece of pieces) {
    // A UTF-16 unit takes at most three bytes.
    const isShort = typeof piece === 'string' && piece.length * 3 <= gathered.length;
    if (!isShort || filled + piece.length * 3 > gathered.length) {
      hash.update(gathered.subarray(0, filled));
      filled = 0;
    }
    if (isShort) filled += gathered.write(piece, filled);
    else hash.update(piece);
  }
  return hash.update(gathered.subarray(0, filled)).digest('hex');
}
