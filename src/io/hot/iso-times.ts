import { HOUR, MINUTE, parseTimestamp, SECOND } from '../../model/time';

const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const UPPER_T = 0x54;
const UPPER_Z = 0x5a;
const UTC_OFFSET = Buffer.from('+00:00');
const DAY_BYTES = 'YYYY-MM-DD'.length;
const SHORTEST = 'YYYY-MM-DDTHH:MM:SSZ'.length;
const DAY_FORM = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Reads times as Python's isoformat writes them in UTC. A day is looked up once as long as it stays the same. */
export class IsoTimes {
  private readonly day = new Uint8Array(DAY_BYTES);
  private dayMs = 0;

  /** Epoch ms of `YYYY-MM-DDTHH:MM:SS[.f…](Z|+00:00)`; undefined for any other form, also one that is a time. */
  read(bytes: Buffer, start: number, end: number): number | undefined {
    if (
      end - start < SHORTEST ||
      bytes[start + 10] !== UPPER_T ||
      bytes[start + 13] !== COLON ||
      bytes[start + 16] !== COLON
    )
      return undefined;
    if (!this.isSameDay(bytes, start) && !this.turnTo(bytes, start)) return undefined;
    const hour = twoDigits(bytes, start + 11);
    const minute = twoDigits(bytes, start + 14);
    const second = twoDigits(bytes, start + 17);
    // −1 stands for what are no digits.
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
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

  private isSameDay(bytes: Buffer, start: number): boolean {
    // From the end, where two days differ first.
    for (let i = DAY_BYTES - 1; i >= 0; i--) if (bytes[start + i] !== this.day[i]) return false;
    return true;
  }

  private turnTo(bytes: Buffer, start: number): boolean {
    const text = bytes.toString('latin1', start, start + DAY_BYTES);
    const ms = DAY_FORM.test(text) ? parseTimestamp(`${text}T00:00:00Z`) : undefined;
    if (ms === undefined) return false;
    this.day.set(bytes.subarray(start, start + DAY_BYTES));
    this.dayMs = ms;
    return true;
  }
}

function isUtc(bytes: Buffer, i: number, end: number): boolean {
  if (bytes[i] === UPPER_Z) return i + 1 === end;
  if (i + UTC_OFFSET.length !== end) return false;
  for (let n = 0; n < UTC_OFFSET.length; n++) if (bytes[i + n] !== UTC_OFFSET[n]) return false;
  return true;
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
