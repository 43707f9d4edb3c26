const PLACES = 4096;
const LONGEST = 64;

/** Short ASCII texts by their bytes: one that was seen of late is not made anew. */
export class StringInterner {
  private readonly texts: string[] = Array.from({ length: PLACES }, () => '');

  intern(bytes: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length > LONGEST) return bytes.toString('latin1', start, end);
    let hash = length;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
    const place = hash & (PLACES - 1);
    const known = this.texts[place] ?? '';
    if (known.length === length && isSame(known, bytes, start)) return known;
    const text = bytes.toString('latin1', start, end);
    this.texts[place] = text;
    return text;
  }
}

function isSame(text: string, bytes: Buffer, start: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
