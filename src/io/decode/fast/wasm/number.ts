import { GIVEN_UP, STEP } from './memory';

const PLUS: u8 = 0x2b;
const MINUS: u8 = 0x2d;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const LOWER_E: u8 = 0x65;

/** Of the number that was last walked over. */
export let hasExponent: bool = false;

export function afterNumber(from: usize): usize {
  let i = load<u8>(from) == MINUS ? from + 1 : from;
  i = load<u8>(i) == ZERO ? i + 1 : afterDigits(i);
  if (i != GIVEN_UP && load<u8>(i) == POINT) i = afterDigits(i + 1);
  if (i == GIVEN_UP) return GIVEN_UP;
  // Lower case, if it is a letter.
  hasExponent = (load<u8>(i) | 0x20) == LOWER_E;
  if (!hasExponent) return i;
  const sign = load<u8>(i + 1);
  return afterDigits(sign == PLUS || sign == MINUS ? i + 2 : i + 1);
}

// At least one.
function afterDigits(from: usize): usize {
  let i = from;
  while (true) {
    const digits = i8x16.sub(v128.load(i), i8x16.splat(ZERO));
    const others = i8x16.bitmask(i8x16.ge_u(digits, i8x16.splat(10)));
    if (others != 0) {
      i += ctz(others);
      return i == from ? GIVEN_UP : i;
    }
    i += STEP;
  }
}
