import { ASCII, NULL } from '../scan/kinds';
import {
  allowed,
  ends,
  firstTs,
  GIVEN_UP,
  kinds,
  latestTs,
  lineEnd,
  lineStart,
  MOST_TYPES,
  notedCounts,
  notedRows,
  notedTypes,
  starts,
  STEP,
  TYPE_BYTES,
} from './memory';
import { afterRow, turnTo } from './row';
import { timeOf } from './time';

export { scan } from './row';
export { stoppedAt, unquote } from './unquote';
export * from './memory';

const NEWLINE: u8 = 0x0a;

// What was found, as scan/row-scanner.ts has it: nothing more; a row of which the fields are known; a line that is no row
// for the scanner.
const END: i32 = 0;
const ROW: i32 = 1;
const FALLBACK: i32 = 2;

// The bit of the schema of order events.
const ORDERS: u8 = 1;

let origin: usize = 0;
let eventType: usize = 0;
let event: usize = 0;
let ts: usize = 0;
let latest: f64 = 0;
let longest: usize = 0;
// Of the noted row that was last found.
let type: usize = 0;

/** The numbers of the fields that tell what a row is and when. */
export function know(eventTypeField: i32, eventField: i32, tsField: i32): void {
  eventType = eventTypeField;
  event = eventField;
  ts = tsField;
}

/** A row after `latestMs` is not noted, and a line of more bytes is odd. */
export function expect(latestMs: f64, longestLine: i32): void {
  latest = latestMs;
  longest = longestLine;
}

/**
 * Goes over rows that are only noted, from `from` to the newline before `to`, and stops at the first line that is more. Bytes
 * are numbered as those of the buffer whose first one would lie at `base`.
 */
export function next(base: usize, from: usize, to: usize): i32 {
  origin = base;
  turnTo(base);
  store<i32>(notedRows, 0);
  const end = base + to;
  let start = base + from;
  while (start < end) {
    const after = afterRow(start);
    const isObject = after != GIVEN_UP && load<u8>(after) == NEWLINE;
    const newline = isObject ? after : newlineFrom(start);
    const isRow = isObject && newline - start <= longest;
    const at = isRow ? notedAt() : NaN;
    // Also when it is NaN.
    if (!(at <= latest)) {
      tell(start, newline);
      return isRow ? ROW : FALLBACK;
    }
    note(at);
    start = newline + 1;
  }
  tell(start, start);
  return END;
}

/** Epoch ms of the time that stands there, as `timeOf` reads it. */
export function timeAt(base: usize, start: usize, end: usize): f64 {
  return timeOf(base + start, base + end);
}

function tell(start: usize, end: usize): void {
  store<i32>(lineStart, i32(start - origin));
  store<i32>(lineEnd, i32(end - origin));
}

function note(at: f64): void {
  const rows = load<i32>(notedRows);
  store<i32>(notedRows, rows + 1);
  const count = notedCounts + type * sizeof<i32>();
  store<i32>(count, load<i32>(count) + 1);
  if (rows == 0) store<f64>(firstTs, at);
  if (rows == 0 || at > load<f64>(latestTs)) store<f64>(latestTs, at);
}

// When the scanned row happened, if it is an order event that makes no event; else NaN.
function notedAt(): f64 {
  const stamp = isNothing(eventType) ? event : eventType;
  if (load<u8>(kinds + stamp) != ASCII || load<u8>(kinds + ts) != ASCII) return NaN;
  if ((load<u8>(allowed) & ORDERS) == 0 || !isNoted(stamp)) return NaN;
  return timeOf(startOf(ts), endOf(ts));
}

function isNothing(field: usize): bool {
  return load<u8>(kinds + field) <= u8(NULL);
}

function isNoted(stamp: usize): bool {
  const start = startOf(stamp);
  const length = endOf(stamp) - start;
  for (type = 0; type < MOST_TYPES; type++) {
    const name = notedTypes + type * TYPE_BYTES;
    const known: usize = load<u8>(name);
    if (known == 0) break;
    if (known == length && memory.compare(name + 1, start, length) == 0) return true;
  }
  return false;
}

function startOf(field: usize): usize {
  return origin + load<i32>(starts + field * sizeof<i32>());
}

function endOf(field: usize): usize {
  return origin + load<i32>(ends + field * sizeof<i32>());
}

function newlineFrom(start: usize): usize {
  let i = start;
  while (true) {
    const newlines = i8x16.bitmask(i8x16.eq(v128.load(i), i8x16.splat(NEWLINE)));
    if (newlines != 0) return i + ctz(newlines);
    i += STEP;
  }
}
