import { isIntegerAt } from './numbers';

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const NO_ASCII = 0x80;

/**
 * The ids of a JSON list without an escape, from its bracket to its bracket: each once, sorted and joined. '' for an
 * empty list; undefined for one that holds more than integers and plain texts.
 */
export function idListAt(bytes: Buffer, start: number, end: number): string | undefined {
  const ids: string[] = [];
  let i = start + 1;
  const last = end - 1;
  while (i < last) {
    const byte = bytes[i] ?? 0;
    if (byte === SPACE || byte === COMMA) {
      i++;
      continue;
    }
    const from = byte === QUOTE ? i + 1 : i;
    const to = byte === QUOTE ? afterText(bytes, from) : afterInteger(bytes, from);
    if (to <= from) return undefined;
    ids.push(bytes.toString('latin1', from, to));
    i = byte === QUOTE ? to + 1 : to;
  }
  return ids.length < 2 ? (ids[0] ?? '') : [...new Set(ids)].sort().join(',');
}

// The quote that ends a text; −1 for a text that is not plain.
function afterText(bytes: Buffer, from: number): number {
  for (let i = from; ; i++) {
    const byte = bytes[i] ?? NO_ASCII;
    if (byte === QUOTE) return i;
    if (byte === BACKSLASH || byte >= NO_ASCII) return -1;
  }
}

// The byte after an integer; −1 for what is none.
function afterInteger(bytes: Buffer, from: number): number {
  let i = bytes[from] === MINUS ? from + 1 : from;
  while (isDigit(bytes[i] ?? 0)) i++;
  const next = bytes[i];
  const isWhole = next === SPACE || next === COMMA || next === CLOSE_BRACKET;
  return isWhole && isIntegerAt(bytes, from, i) ? i : -1;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
