import { Unquoter } from '../decode/fast/scan/unquoter';

/** Lines as bytes, a newline after each: as they stood in their log, and as they are scanned. */

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const CLOSE = 0x5d;

// Made at the first use, since most programs read no journal.
let unquoter: Unquoter | undefined;

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
  if (endsAt(json, from, end)) return packed.subarray(0, 0);
  if (json[from] !== QUOTE) return undefined;
  unquoter ??= new Unquoter();
  let at = 0;
  for (let i = from + 1; ;) {
    unquoter.unquote(json, i, packed, at);
    i += unquoter.read;
    at += unquoter.written;
    if (json[i] === QUOTE && endsAt(json, i + 1, end)) {
      packed[at++] = NEWLINE;
      return packed.subarray(0, at);
    }
    if (unquoter.read === 0) return undefined;
  }
}

function endsAt(json: Buffer, at: number, end: string): boolean {
  return json[at] === CLOSE && json.length === at + 1 + end.length && json.toString('latin1', at + 1) === end;
}
