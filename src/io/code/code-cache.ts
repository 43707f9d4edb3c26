import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const SEAL_BYTES = 8;

/** Where the code cache of a file lies. */
export function codeCachePath(path: string): string {
  return `${path}.cache`;
}

/** V8's code cache of a file, if one lies beside it that is whole and was made of this very code. */
export function cachedCode(path: string, code: Buffer): Buffer | undefined {
  const sealed = readCache(path);
  if (sealed === undefined || sealed.length < SEAL_BYTES) return undefined;
  const data = sealed.subarray(0, -SEAL_BYTES);
  return sealOf(code, data).equals(sealed.subarray(-SEAL_BYTES)) ? data : undefined;
}

/** What the build writes beside a file: V8's data and a seal, since V8 compares no more of the code than its length. */
export function sealedCache(code: Buffer, data: Buffer): Buffer {
  return Buffer.concat([data, sealOf(code, data)]);
}

function sealOf(code: Buffer, data: Buffer): Buffer {
  const seal = Buffer.alloc(SEAL_BYTES);
  seal.writeUInt32LE(crc32(code));
  seal.writeUInt32LE(crc32(data), 4);
  return seal;
}

// A cache that is missing or cannot be read costs time, and nothing else.
function readCache(path: string): Buffer | undefined {
  try {
    return readFileSync(codeCachePath(path));
  } catch {
    return undefined;
  }
}
