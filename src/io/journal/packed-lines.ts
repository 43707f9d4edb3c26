/** Lines as bytes, a newline after each: as they stood in their log, and as they are scanned. */

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const CLOSE = 0x5d;
const SPACE = 0x20;
const ASCII_END = 0x80;
// UTF-8 of U+0080 to U+00FF: these two, and one byte more.
const LATIN_LOW = 0xc2;
const LATIN_HIGH = 0xc3;

const ESCAPES: ReadonlyMap<number, number> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', r: '\r', t: '\t' }).map(
    ([letter, meant]) => [letter.charCodeAt(0), meant.charCodeAt(0)],
  ),
);

/** Of texts that hold one char a byte. */
export function packedLines(lines: readonly string[]): Buffer {
  const packed = Buffer.allocUnsafe(lines.reduce((sum, line) => sum + line.length + 1, 0));
  let at = 0;
  for (const line of lines) {
    at += packed.write(line, at, 'latin1');
    packed[at++] = NEWLINE;
  }
  return packed;
}

/**
 * Of the inside of a JSON array of such texts, without its first bracket, as `JSON.stringify` writes it. It is followed
 * by what `end` says. Undefined for anything else: what the slow way reads may be more. To make texts of them first
 * takes as long as all else that is done with a journal.
 */
export function unquotedLines(json: Buffer, from: number, end: string): Buffer | undefined {
  const packed = Buffer.allocUnsafe(json.length - from);
  let at = 0;
  let i = from;
  const ends = (): boolean => json[i++] === CLOSE && json.toString('latin1', i) === end;
  if (json[i] === CLOSE) return ends() ? packed.subarray(0, 0) : undefined;
  for (;;) {
    if (json[i++] !== QUOTE) return undefined;
    for (;;) {
      const byte = json[i++];
      if (byte === QUOTE) break;
      if (byte === undefined || byte < SPACE) return undefined;
      if (byte < ASCII_END && byte !== BACKSLASH) packed[at++] = byte;
      else if (byte === BACKSLASH) {
        const escaped = json[i++] ?? 0;
        // Nearly all of them: a line is JSON itself.
        const meant = escaped === QUOTE ? QUOTE : ESCAPES.get(escaped);
        if (meant === undefined) return undefined;
        packed[at++] = meant;
      } else if (byte === LATIN_LOW || byte === LATIN_HIGH)
        packed[at++] = ((byte & 3) << 6) | ((json[i++] ?? 0) & 0x3f);
      else return undefined;
    }
    packed[at++] = NEWLINE;
    if (json[i] !== COMMA) return ends() ? packed.subarray(0, at) : undefined;
    i++;
  }
}
