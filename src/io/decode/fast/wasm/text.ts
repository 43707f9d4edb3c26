import { GIVEN_UP, STEP } from './memory';

const SPACE: u8 = 0x20;
const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const LOWER_U: u8 = 0x75;

/** Of the text that was last walked over. */
export let isAscii: bool = true;
export let isEscaped: bool = false;

/** From the byte after the first quote to the one after the last. */
export function afterText(from: usize): usize {
  isAscii = true;
  isEscaped = false;
  const i = afterPlain(from);
  return load<u8>(i) == QUOTE ? i + 1 : afterOddText(i);
}

/** The first byte that is a quote, or begins an escape, or is no ASCII, or may not stand in a text. */
export function afterPlain(from: usize): usize {
  let i = from;
  while (true) {
    const bytes = v128.load(i);
    // A byte of 0x80 or more is negative here.
    const ends = i8x16.lt_s(bytes, i8x16.splat(SPACE));
    const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
    const escapes = i8x16.eq(bytes, i8x16.splat(BACKSLASH));
    const odd = i8x16.bitmask(v128.or(ends, v128.or(quotes, escapes)));
    if (odd != 0) return i + ctz(odd);
    i += STEP;
  }
}

export function afterSpaces(from: usize): usize {
  let i = from;
  while (load<u8>(i) == SPACE) i++;
  return i;
}

function afterOddText(from: usize): usize {
  let i = from;
  while (true) {
    const byte = load<u8>(i);
    if (byte == QUOTE) return i + 1;
    if (byte < SPACE) return GIVEN_UP;
    if (byte == BACKSLASH) {
      isEscaped = true;
      i = afterEscape(i + 1);
    } else {
      isAscii = false;
      i = afterSequence(i);
    }
    if (i == GIVEN_UP) return GIVEN_UP;
    i = afterPlain(i);
  }
}

function afterEscape(i: usize): usize {
  switch (load<u8>(i)) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f: // a slash
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return i + 1;
    case LOWER_U:
      for (let n = 1; n <= 4; n++) if (!isHexDigit(load<u8>(i + n))) return GIVEN_UP;
      return i + 5;
    default:
      return GIVEN_UP;
  }
}

function isHexDigit(byte: u8): bool {
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

// After a sequence of UTF-8 that begins with a byte of 0x80 or more (RFC 3629, section 4).
function afterSequence(i: usize): usize {
  const lead = load<u8>(i);
  const second = load<u8>(i + 1);
  if (lead < 0xc2 || lead > 0xf4) return GIVEN_UP;
  if (lead < 0xe0) return isTail(second) ? i + 2 : GIVEN_UP;
  const third = load<u8>(i + 2);
  if (lead < 0xf0) {
    const low: u8 = lead == 0xe0 ? 0xa0 : 0x80;
    const high: u8 = lead == 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(third) ? i + 3 : GIVEN_UP;
  }
  const low: u8 = lead == 0xf0 ? 0x90 : 0x80;
  const high: u8 = lead == 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high && isTail(third) && isTail(load<u8>(i + 3)) ? i + 4 : GIVEN_UP;
}

function isTail(byte: u8): bool {
  return byte >= 0x80 && byte <= 0xbf;
}
