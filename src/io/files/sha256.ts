import { createHash } from 'node:crypto';

const GATHERED_BYTES = 64 * 1024;

// One hash at a time has it: what is hashed may itself take a hash while it is being told.
let spare: Buffer | undefined;

/**
 * SHA-256 of what comes in pieces, in hex: large texts are not put together for it. Short pieces are, since each update
 * costs as much as the hash of a kilobyte.
 */
export function sha256(pieces: Iterable<string | Uint8Array>): string {
  const gathered = spare ?? Buffer.allocUnsafe(GATHERED_BYTES);
  spare = undefined;
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
  spare = gathered;
  return hash.update(gathered.subarray(0, filled)).digest('hex');
}
