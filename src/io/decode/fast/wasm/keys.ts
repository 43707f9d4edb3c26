import { KEY_BYTES, KEY_TEXT_BYTES, keys, keyTexts, MOST_KEYS, STEP } from './memory';
import { afterPlain, afterSpaces } from './text';

/**
 * The number of the field whose key lies there in an object that the field `holder` holds: NO_FIELD for none that is read,
 * FORBIDDEN for a key that no row may have.
 */
declare function fieldOf(holder: i32, start: usize, end: usize): i32;

export const NO_FIELD: i32 = -1;
const FORBIDDEN: i32 = -2;
const NO_HOLDER: i32 = -2;
const ROW: i32 = -1;

const QUOTE: u8 = 0x22;
const COLON: u8 = 0x3a;
// What no writer of logs needs, and a hostile one may have.
const MOST_FOLLOWERS: u32 = 8;
const LONGEST: usize = 512;

/**
 * A key as it was written before at its place among the keys of a row, and those that came next. A writer has few orders of
 * keys: where its next row has the bytes of a follower, the key need not be looked up.
 */
export class Key {
  /** Where its bytes lie, from the first of the key to the last before its value. */
  text: usize = 0;
  length: usize = 0;
  field: i32 = 0;
  /** The field that holds the object it lies in; ROW, or NO_HOLDER where nothing of it is read. */
  holder: i32 = 0;
  /** What lies before the first key of the object that is this key's value; for the items of an array, in place of a key. */
  inside: usize = 0;
  followers: u32 = 0;
}

export const NO_KEY: usize = 0;
const FIRST_FOLLOWER: usize = offsetof<Key>();

let known: usize = 0;
let textBytes: usize = 0;
/** There was no room for a key, or there will be none for the next: a row then starts with none. */
export let isFull = true;
let rowStart: usize = NO_KEY;

/** What lies before the first key of a row. */
export function startOfRow(): usize {
  if (isFull) {
    known = 0;
    textBytes = 0;
    isFull = false;
    rowStart = place(keyTexts, 0, NO_FIELD, ROW);
  }
  return rowStart;
}

/** What lies before the first key of a key's object; NO_KEY when there is no room for it. */
export function insideOf(key: Key): usize {
  if (key.inside == NO_KEY)
    key.inside = place(keyTexts, 0, NO_FIELD, key.field == NO_FIELD ? NO_HOLDER : key.field);
  return key.inside;
}

/** The key that begins there; NO_KEY for one that is odd, and when there is no room for it. */
export function keyAt(i: usize, before: Key): usize {
  const row = v128.load(i);
  const followers = changetype<usize>(before) + FIRST_FOLLOWER;
  for (let n: usize = 0; n < before.followers; n++) {
    const at = load<usize>(followers + n * sizeof<usize>());
    const key = changetype<Key>(at);
    const other = ~i8x16.bitmask(i8x16.eq(row, v128.load(key.text)));
    if (key.length < STEP) {
      if ((other & ((1 << i32(key.length)) - 1)) == 0) return at;
    } else if ((other & 0xffff) == 0 && memory.compare(i, key.text, key.length) == 0) return at;
  }
  return learn(i, before);
}

function learn(from: usize, before: Key): usize {
  const end = afterPlain(from);
  if (load<u8>(end) != QUOTE) return NO_KEY;
  const colon = afterSpaces(end + 1);
  if (load<u8>(colon) != COLON) return NO_KEY;
  const length = afterSpaces(colon + 1) - from;
  if (length > LONGEST) return NO_KEY;
  const field = before.holder == NO_HOLDER ? NO_FIELD : fieldOf(before.holder, from, end);
  if (field == FORBIDDEN) return NO_KEY;
  const text = keyTexts + textBytes;
  // A copy: a chunk is read over. Of whole steps.
  textBytes += (length + STEP) & ~(STEP - 1);
  if (textBytes > KEY_TEXT_BYTES - LONGEST) isFull = true;
  memory.copy(text, from, length);
  const key = place(text, length, field, before.holder);
  if (key != NO_KEY && before.followers < MOST_FOLLOWERS) {
    store<usize>(changetype<usize>(before) + FIRST_FOLLOWER + before.followers * sizeof<usize>(), key);
    before.followers++;
  }
  return key;
}

function place(text: usize, length: usize, field: i32, holder: i32): usize {
  if (known == MOST_KEYS) isFull = true;
  if (isFull) return NO_KEY;
  const at = keys + known++ * KEY_BYTES;
  const key = changetype<Key>(at);
  key.text = text;
  key.length = length;
  key.field = field;
  key.holder = holder;
  key.inside = NO_KEY;
  key.followers = 0;
  return at;
}
