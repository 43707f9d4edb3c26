import { parseTimestamp, SECOND } from '../../model/time';

const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const UPPER_Z = 0x5a;
const UTC_OFFSET = Buffer.from('+00:00');
const TO_MINUTE = 'YYYY-MM-DDTHH:MM'.length;
const MINUTES_FORM = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$/;

/** Reads times as Python's isoformat writes them in UTC. A minute is looked up once as long as it stays the same. */
export class IsoTimes {
  private readonly minute = new Uint8Array(TO_MINUTE);
  private minuteMs = 0;

  /** Epoch ms of `YYYY-MM-DDTHH:MM:SS[.f…](Z|+00:00)`; undefined for any other form, also one that is a time. */
  read(bytes: Buffer, start: number, end: number): number | undefined {
    if (end - start < TO_MINUTE + ':SSZ'.length || bytes[start + TO_MINUTE] !== COLON) return undefined;
    if (!this.isSameMinute(bytes, start) && !this.turnTo(bytes, start)) return undefined;
    let i = start + TO_MINUTE + 1;
    const tens = digitAt(bytes, i);
    const ones = digitAt(bytes, i + 1);
    if (tens < 0 || tens > 5 || ones < 0) return undefined;
    i += 2;
    let millis = 0;
    if (bytes[i] === POINT) {
      const first = ++i;
      for (let digit = digitAt(bytes, i); digit >= 0; digit = digitAt(bytes, ++i)) {
        if (i - first < 3) millis += digit * (i === first ? 100 : i === first + 1 ? 10 : 1);
      }
      if (i === first || i - first > 9) return undefined;
    }
    if (!isUtc(bytes, i, end)) return undefined;
    return this.minuteMs + (tens * 10 + ones) * SECOND + millis;
  }

  private isSameMinute(bytes: Buffer, start: number): boolean {
    // From the end, where two times differ first.
    for (let i = TO_MINUTE - 1; i >= 0; i--) if (bytes[start + i] !== this.minute[i]) return false;
    return true;
  }

  private turnTo(bytes: Buffer, start: number): boolean {
    const text = bytes.toString('latin1', start, start + TO_MINUTE);
    const ms = MINUTES_FORM.test(text) ? parseTimestamp(`${text}:00Z`) : undefined;
    if (ms === undefined) return false;
    this.minute.set(bytes.subarray(start, start + TO_MINUTE));
    this.minuteMs = ms;
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
