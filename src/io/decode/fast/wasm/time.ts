import { day } from './memory';

/** Epoch ms of the midnight that a day of ten bytes begins with; NaN for what is no day. */
declare function midnightOf(start: usize): f64;

const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const COLON: u8 = 0x3a;
const UPPER_T: u8 = 0x54;
const UPPER_Z: u8 = 0x5a;
// +00:00, in two parts, the last byte first.
const PLUS_00: u32 = 0x3a30302b;
const ZEROS: u16 = 0x3030;
const SHORTEST: usize = 20;
const MOST_DECIMALS: usize = 9;

let midnight: f64 = NaN;

/**
 * Epoch ms of a time as Python's isoformat writes it in UTC, YYYY-MM-DDTHH:MM:SS[.f…](Z|+00:00); NaN for any other form, also
 * one that is a time. A day is looked up once as long as it stays the same.
 */
export function timeOf(start: usize, end: usize): f64 {
  if (
    end - start < SHORTEST ||
    load<u8>(start + 10) != UPPER_T ||
    load<u8>(start + 13) != COLON ||
    load<u8>(start + 16) != COLON
  )
    return NaN;
  const hour = twoDigits(start + 11);
  const minute = twoDigits(start + 14);
  const second = twoDigits(start + 17);
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  let i = start + 19;
  let millis: u32 = 0;
  if (load<u8>(i) == POINT) {
    const first = ++i;
    let worth: u32 = 100;
    for (let digit = digitAt(i); digit <= 9; digit = digitAt(++i)) {
      millis += digit * worth;
      worth /= 10;
    }
    if (i == first || i - first > MOST_DECIMALS) return NaN;
  }
  if (!isUtc(i, end)) return NaN;
  if (!isSameDay(start)) {
    midnight = midnightOf(start);
    memory.copy(day, start, 10);
  }
  return midnight + f64(((hour * 60 + minute) * 60 + second) * 1000 + millis);
}

function isSameDay(start: usize): bool {
  return load<u64>(start) == load<u64>(day) && load<u16>(start + 8) == load<u16>(day + 8);
}

function isUtc(i: usize, end: usize): bool {
  if (load<u8>(i) == UPPER_Z) return i + 1 == end;
  return i + 6 == end && load<u32>(i) == PLUS_00 && load<u16>(i + 4) == ZEROS;
}

// Above 9 for what is no digit.
function digitAt(i: usize): u32 {
  return u32(load<u8>(i)) - ZERO;
}

// Above 99 for what are no digits.
function twoDigits(i: usize): u32 {
  const tens = digitAt(i);
  const ones = digitAt(i + 1);
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}
