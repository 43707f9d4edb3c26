/** The index after the UTF-8 sequence that begins at `i` with a byte ≥ 0x80; −1 when it is none (RFC 3629, section 4). */
export function afterSequence(bytes: Uint8Array, i: number): number {
  const lead = bytes[i] ?? 0;
  const second = bytes[i + 1] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) return -1;
  if (lead < 0xe0) return isTail(second) ? i + 2 : -1;
  const third = bytes[i + 2] ?? 0;
  if (lead < 0xf0) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(third) ? i + 3 : -1;
  }
  const low = lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high && isTail(third) && isTail(bytes[i + 3] ?? 0) ? i + 4 : -1;
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}
