import { sha256 } from '../files/sha256';
import type { OpenFile } from '../files/in-place';

const END_BYTES = 64 * 1024;

/** The digest of the first and of the last bytes of a file, as far as `bytes`: quick also of a large one. */
export async function endsDigest(file: OpenFile, bytes: number): Promise<string> {
  const head = await part(file, 0, Math.min(bytes, END_BYTES));
  const tailFrom = Math.max(head.length, bytes - END_BYTES);
  const tail = await part(file, tailFrom, bytes - tailFrom);
  return sha256([head, tail]);
}

async function part(file: OpenFile, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) return buffer.subarray(0, filled);
    filled += bytesRead;
  }
  return buffer;
}
