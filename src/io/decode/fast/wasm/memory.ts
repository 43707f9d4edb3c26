/** What lies where in the scanner's memory. ../row-scanner.ts reads and writes what is exported of it. */

/** How many bytes are looked at in one step. What is looked at may reach so far beyond the text. */
export const STEP: usize = 16;

/** In place of the index after something: this is no row for the scanner. */
export const GIVEN_UP: usize = 0;

/** Room for so many fields, each at its number. */
export const MOST_FIELDS: usize = 80;
export const kinds: usize = __heap_base;
export const starts: usize = kinds + MOST_FIELDS;
export const ends: usize = starts + MOST_FIELDS * sizeof<i32>();
/** A bit for each schema that allows what the fields hold. */
export const allowed: usize = ends + MOST_FIELDS * sizeof<i32>();

/** The same of each kind of each field, STEP kinds a field. */
export const permits: usize = allowed + sizeof<f64>();

/** The event types of rows that are only noted: the length of each and its bytes, and nothing after the last. */
export const notedTypes: usize = permits + MOST_FIELDS * STEP;
export const TYPE_BYTES: usize = 32;
export const MOST_TYPES: usize = 16;
/** How many rows of each were gone over. */
export const notedCounts: usize = notedTypes + TYPE_BYTES * MOST_TYPES;

/** The line that was found, and the noted rows before it: how many, and the first and the latest ts of them. */
export const lineStart: usize = notedCounts + MOST_TYPES * sizeof<i32>();
export const lineEnd: usize = lineStart + sizeof<i32>();
export const notedRows: usize = lineEnd + sizeof<i32>();
export const firstTs: usize = notedRows + sizeof<i32>() * 2;
export const latestTs: usize = firstTs + sizeof<f64>();

/** The day that a time was last read of, as it was written. */
export const day: usize = latestTs + sizeof<f64>();

/** Room for the keys that are known, and for the bytes they are written in. */
export const keys: usize = day + STEP;
export const KEY_BYTES: usize = 64;
export const MOST_KEYS: usize = 4096;
export const keyTexts: usize = keys + KEY_BYTES * MOST_KEYS;
export const KEY_TEXT_BYTES: usize = 128 * 1024;

/** The text that is scanned, up to the memory's end. */
export const text: usize = keyTexts + KEY_TEXT_BYTES;
