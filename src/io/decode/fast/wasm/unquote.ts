import { STEP } from './memory';

const NEWLINE: u8 = 0x0a;
const SPACE: u8 = 0x20;
const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
// A comma and a quote.
const NEXT: u16 = 0x222c;

/** Where `unquote` stopped reading. */
export let stoppedAt: usize = 0;

/**
 * Writes what texts in JSON mean, one byte a char, and a newline between two texts. Reads from inside the first one up to
 * the last quote, or to anything else that is not read here: STEP bytes of 0 must follow. Gives how many bytes were
 * written; what is written over may reach STEP bytes further.
 */
export function unquote(from: usize, to: usize): i32 {
  let i = from;
  let at = to;
  while (true) {
    const bytes = v128.load(i);
    v128.store(at, bytes);
    // A byte of 0x80 or more is negative here.
    const ends = i8x16.lt_s(bytes, i8x16.splat(SPACE));
    const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
    const escapes = i8x16.eq(bytes, i8x16.splat(BACKSLASH));
    const odd = i8x16.bitmask(v128.or(ends, v128.or(quotes, escapes)));
    if (odd == 0) {
      i += STEP;
      at += STEP;
      continue;
    }
    const plain = ctz(odd);
    i += plain;
    at += plain;
    const length = lengthOf(i);
    if (length == 0) break;
    store<u8>(at++, meaning);
    i += length;
  }
  stoppedAt = i;
  return i32(at - to);
}

let meaning: u8 = 0;

// Of an escape, a char beyond ASCII, or what lies between two texts; 0 for anything else.
function lengthOf(i: usize): usize {
  const byte = load<u8>(i);
  const second = load<u8>(i + 1);
  if (byte == BACKSLASH) {
    meaning = second == QUOTE ? QUOTE : meaningOf(second);
    return meaning == 0 ? 0 : 2;
  }
  if (byte == QUOTE) {
    meaning = NEWLINE;
    return load<u16>(i + 1) == NEXT ? 3 : 0;
  }
  // U+0080 to U+00FF.
  const isLatin = (byte == 0xc2 || byte == 0xc3) && second >= 0x80 && second <= 0xbf;
  meaning = ((byte & 3) << 6) | (second & 0x3f);
  return isLatin ? 2 : 0;
}

function meaningOf(escaped: u8): u8 {
  switch (escaped) {
    case BACKSLASH:
    case 0x2f: // a slash
      return escaped;
    case 0x62: // b
      return 0x08;
    case 0x66: // f
      return 0x0c;
    case 0x72: // r
      return 0x0d;
    case 0x74: // t
      return 0x09;
    default:
      return 0;
  }
}
