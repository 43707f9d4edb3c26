const HIGH = 2 ** 32;

/** Writes a ts in two words of 32 bits, and says where they end. */
export function writeInt64(words: Int32Array, at: number, ts: number): number {
  words[at] = Math.floor(ts / HIGH);
  words[at + 1] = ts;
  return at + 2;
}

/** The ts that stands there. */
export function readInt64(words: Int32Array, at: number): number {
  return (words[at] ?? 0) * HIGH + ((words[at + 1] ?? 0) >>> 0);
}
