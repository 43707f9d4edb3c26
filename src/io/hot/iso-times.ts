import { HOUR, MINUTE, parseTimestamp, SECOND } from '../../model/time';

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const UPPER_T = 0x54;
const UPPER_Z = 0x5a;
const UTC_OFFSET = Buffer.from('+00:00');

/** Reads times as Python's isoformat writes them in UTC. A day is looked up once as long as it stays the same. */
export class IsoTimes {
  private day = -1;
  private dayMs = 0;

  /** Epoch ms of `YYYY-MM-DDTHH:MM:SS[.f…](Z|+00:00)`; undefined for any other form, also one that is a time. */
  read(bytes: Buffer, start: number, end: number): number | undefined {
    if (
      end - start < 20 ||
      bytes[start + 4] !== MINUS ||
      bytes[start + 7] !== MINUS ||
      bytes[start + 10] !== UPPER_T ||
      bytes[start + 13] !== COLON ||
      bytes[start + 16] !== COLON
    )
      return undefined;
    const hour = twoDigits(bytes, start + 11);
    const minute = twoDigits(bytes, start + 14);
    const second = twoDigits(bytes, start + 17);
    // −1 stands for what are no digits.
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
    const century = twoDigits(bytes, start);
    const year = twoDigits(bytes, start + 2);
    const month = twoDigits(bytes, start + 5);
    const date = twoDigits(bytes, start + 8);
    if (century < 0 || year < 0 || month < 0 || date < 0) return undefined;
    const day = ((century * 100 + year) * 100 + month) * 100 + date;
    if (day !== this.day && !this.turnTo(day, bytes.toString('latin1', start, start + 10))) return undefined;
    let i = start + 19;
    let millis = 0;
    if (bytes[i] === POINT) {
      const first = ++i;
      for (let digit = digitAt(bytes, i); digit >= 0; digit = digitAt(bytes, ++i)) {
        if (i - first < 3) millis += digit * (i === first ? 100 : i === first + 1 ? 10 : 1);
      }
      if (i === first || i - first > 9) return undefined;
    }
    if (!isUtc(bytes, i, end)) return undefined;
    return this.dayMs + hour * HOUR + minute * MINUTE + second * SECOND + millis;
  }

  private turnTo(day: number, date: string): boolean {
    const ms = parseTimestamp(`${date}T00:00:00Z`);
    if (ms === undefined) return false;
    this.day = day;
    this.dayMs = ms;
    return true;
  }
}

function isUtc(bytes: Buffer, i: number, end: number): boolean {
  if (bytes[i] === UPPER_Z) return i + 1 === end;
  return bytes[i] === PLUS && i + UTC_OFFSET.length === end && UTC_OFFSET.equals(bytes.subarray(i, end));
}

function digitAt(bytes: Buffer, i: number): number {
  const digit = (bytes[i] ?? 0) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

function twoDigits(bytes: Buffer, i: number): number {
  const tens = digitAt(bytes, i);
  const ones = digitAt(bytes, i + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}
