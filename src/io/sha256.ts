import { createHash } from 'node:crypto';

/** SHA-256 of what comes in pieces, in hex: large texts are not put together for it. */
export function sha256(pieces: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
