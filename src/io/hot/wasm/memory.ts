/** What lies where in the scanner's memory. ../row-scanner.ts reads the fields and writes the text. */

/** How many bytes are looked at in one step. What is looked at may reach so far beyond the text. */
export const STEP: usize = 16;

/** In place of the index after something: this is no row for the scanner. */
export const GIVEN_UP: usize = 0;

/** Room for so many fields, each at its number. */
export const MOST_FIELDS: usize = 64;
export const kinds: usize = __heap_base;
export const starts: usize = kinds + MOST_FIELDS;
export const ends: usize = starts + MOST_FIELDS * sizeof<i32>();
/** The numbers of the fields that are there, and how many they are. */
export const found: usize = ends + MOST_FIELDS * sizeof<i32>();
export const count: usize = found + MOST_FIELDS;

/** Room for the keys that are known, and for the bytes they are written in. */
export const keys: usize = count + STEP;
export const KEY_BYTES: usize = 64;
export const MOST_KEYS: usize = 4096;
export const keyTexts: usize = keys + KEY_BYTES * MOST_KEYS;
export const KEY_TEXT_BYTES: usize = 128 * 1024;

/** The text that is scanned, up to the memory's end. */
export const text: usize = keyTexts + KEY_TEXT_BYTES;
