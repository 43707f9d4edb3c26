import { ABSENT, ARRAY, ASCII, FALSE, NULL, NUMBER, OBJECT, TEXT, TRUE } from '../scan/kinds';
import { insideOf, isFull, Key, keyAt, NO_FIELD, NO_KEY, startOfRow } from './keys';
import { allowed, ends, GIVEN_UP, kinds, MOST_FIELDS, permits, starts, STEP } from './memory';
import { afterSpaces, afterText, isAscii, isEscaped } from './text';

const QUOTE: u8 = 0x22;
const PLUS: u8 = 0x2b;
const COMMA: u8 = 0x2c;
const MINUS: u8 = 0x2d;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const OPEN_BRACKET: u8 = 0x5b;
const CLOSE_BRACKET: u8 = 0x5d;
const LOWER_E: u8 = 0x65;
const LOWER_F: u8 = 0x66;
const LOWER_N: u8 = 0x6e;
const LOWER_T: u8 = 0x74;
const OPEN_BRACE: u8 = 0x7b;
const CLOSE_BRACE: u8 = 0x7d;
// Four letters each, the last one first.
const TRUE_WORD: u32 = 0x65757274;
const NULL_WORD: u32 = 0x6c6c756e;
const ALSE_WORD: u32 = 0x65736c61;

const MAX_DEPTH = 16;
// A number of fewer bytes and without an exponent is finite.
const LONGEST_FINITE: usize = 300;

// Of the number that was last walked over.
let hasExponent: bool = false;

// Bytes are told as those of the buffer they came from, whose first one would lie here.
let origin: usize = 0;

/** Tells bytes of what is scanned from now on as those of the buffer whose first one would lie at `base`. */
export function turnTo(base: usize): void {
  origin = base;
}

/** Walks the row from `start` to `end`. */
export function scan(base: usize, start: usize, end: usize): bool {
  turnTo(base);
  return afterRow(base + start) == base + end;
}

/** Walks the row that begins there. Once more where other keys left no room for its own: it does not depend on them. */
export function afterRow(start: usize): usize {
  const end = walk(start);
  return end == GIVEN_UP && isFull ? walk(start) : end;
}

function walk(start: usize): usize {
  memory.fill(kinds, u8(ABSENT), MOST_FIELDS);
  store<u8>(allowed, 0xff);
  return load<u8>(start) == OPEN_BRACE ? afterObject(start, startOfRow(), 0) : GIVEN_UP;
}

// Each of these takes the index of a value's first byte and gives the one after its last, or GIVEN_UP.

function afterObject(open: usize, before: usize, depth: i32): usize {
  if (before == NO_KEY) return GIVEN_UP;
  let i = afterSpaces(open + 1);
  if (load<u8>(i) == CLOSE_BRACE) return i + 1;
  let last = before;
  while (true) {
    if (load<u8>(i) != QUOTE) return GIVEN_UP;
    last = keyAt(i + 1, changetype<Key>(last));
    if (last == NO_KEY) return GIVEN_UP;
    const key = changetype<Key>(last);
    // Another row had fewer spaces there, perhaps.
    i = afterSpaces(i + 1 + key.length);
    i = key.field == NO_FIELD ? afterValue(i, key, depth) : afterField(i, key, depth);
    if (i == GIVEN_UP) return GIVEN_UP;
    i = afterSpaces(i);
    const next = load<u8>(i);
    if (next == CLOSE_BRACE) return i + 1;
    if (next != COMMA) return GIVEN_UP;
    i = afterSpaces(i + 1);
  }
}

function afterField(i: usize, key: Key, depth: i32): usize {
  const field = key.field;
  // One that was there before.
  if (load<u8>(kinds + field) != ABSENT) return GIVEN_UP;
  const kind = kindOf(load<u8>(i));
  const end = afterValue(i, key, depth);
  if (end == GIVEN_UP) return GIVEN_UP;
  if (kind != ASCII) {
    if (kind == NUMBER && (hasExponent || end - i >= LONGEST_FINITE)) return GIVEN_UP;
    note(field, kind, i, end);
  } else if (isEscaped) return GIVEN_UP;
  else note(field, isAscii ? ASCII : TEXT, i + 1, end - 1);
  return end;
}

function kindOf(byte: u8): i32 {
  switch (byte) {
    case QUOTE:
      return ASCII;
    case OPEN_BRACE:
      return OBJECT;
    case OPEN_BRACKET:
      return ARRAY;
    case LOWER_T:
      return TRUE;
    case LOWER_F:
      return FALSE;
    case LOWER_N:
      return NULL;
    default:
      return NUMBER;
  }
}

function note(field: usize, kind: i32, start: usize, end: usize): void {
  store<u8>(kinds + field, u8(kind));
  store<u8>(allowed, load<u8>(allowed) & load<u8>(permits + field * STEP + kind));
  store<i32>(starts + field * sizeof<i32>(), i32(start - origin));
  store<i32>(ends + field * sizeof<i32>(), i32(end - origin));
}

// The value of a key.
function afterValue(i: usize, key: Key, depth: i32): usize {
  switch (load<u8>(i)) {
    case QUOTE:
      return afterText(i + 1);
    case OPEN_BRACE:
      return depth == MAX_DEPTH ? GIVEN_UP : afterObject(i, insideOf(key), depth + 1);
    case OPEN_BRACKET:
      return depth == MAX_DEPTH ? GIVEN_UP : afterArray(i, insideOf(key), depth + 1);
    case LOWER_T:
      return load<u32>(i) == TRUE_WORD ? i + 4 : GIVEN_UP;
    case LOWER_N:
      return load<u32>(i) == NULL_WORD ? i + 4 : GIVEN_UP;
    case LOWER_F:
      return load<u32>(i + 1) == ALSE_WORD ? i + 5 : GIVEN_UP;
    default:
      return afterNumber(i);
  }
}

function afterArray(open: usize, items: usize, depth: i32): usize {
  if (items == NO_KEY) return GIVEN_UP;
  let i = afterSpaces(open + 1);
  if (load<u8>(i) == CLOSE_BRACKET) return i + 1;
  while (true) {
    i = afterValue(i, changetype<Key>(items), depth);
    if (i == GIVEN_UP) return GIVEN_UP;
    i = afterSpaces(i);
    const next = load<u8>(i);
    if (next == CLOSE_BRACKET) return i + 1;
    if (next != COMMA) return GIVEN_UP;
    i = afterSpaces(i + 1);
  }
}

function afterNumber(from: usize): usize {
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
