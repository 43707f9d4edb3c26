/** Time is epoch milliseconds everywhere inside; this is the only place that reads or writes other forms. */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

// 9999-12-31; beyond it a date has no ISO form of four digits.
const LAST_MS = 253_402_300_799_999;
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d\d(?::?\d\d)?)?)?$/;
const BELOW_MS = /[.,]\d{3}(\d{1,3})/;
const NUMERIC = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Epoch milliseconds (floored) of a timestamp: epoch seconds, epoch milliseconds (above 1e12), either as a
 * numeric string, or ISO 8601 with `Z`, an offset, or none (UTC), up to nanoseconds. Undefined for anything else.
 */
export function parseTimestamp(value: unknown): number | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return NUMERIC.test(text) ? fromEpoch(Number(text)) : fromIso(text);
}

/** The same in microseconds; a text has them in its decimals. */
export function parseMicros(value: unknown): number | undefined {
  const ms = parseTimestamp(value);
  if (ms === undefined) return undefined;
  if (typeof value !== 'string') return microsOf(Number(value));
  const text = value.trim();
  if (NUMERIC.test(text)) return microsOf(Number(text));
  return ms * 1000 + Number((BELOW_MS.exec(text)?.[1] ?? '').padEnd(3, '0'));
}

// A double holds seconds since 1970 to a quarter of a microsecond: rounded they are those that were written.
function microsOf(epoch: number): number {
  return epoch > 1e12 ? Math.floor(epoch * 1000) : Math.round(epoch * 1e6);
}

function fromEpoch(value: number): number | undefined {
  const ms = value > 1e12 ? Math.floor(value) : floorToMs(value);
  return ms > 0 && ms <= LAST_MS ? ms : undefined;
}

/** Whether a value is a moment in epoch ms that can be written as text. */
export function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LAST_MS;
}

// The floor of the decimal as written: seconds · 1000 may round across a millisecond that the text does not cross.
function floorToMs(seconds: number): number {
  const ms = Math.floor(seconds * SECOND);
  if ((ms + 1) / SECOND <= seconds) return ms + 1;
  return ms / SECOND > seconds ? ms - 1 : ms;
}

function fromIso(text: string): number | undefined {
  const parts = ISO.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map(Number)
    .map((n) => n || 0);
  // Date.UTC would read a year below 100 as of the 1900s.
  if (
    year < 100 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > new Date(Date.UTC(year, month, 0)).getUTCDate()
  )
    return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const millis = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offset = offsetMs(parts[8]);
  if (offset === undefined) return undefined;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second, millis) - offset;
  return ms > 0 && ms <= LAST_MS ? ms : undefined;
}

function offsetMs(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}

/** `YYYY-MM-DDTHH:MM:SS.mmm+00:00` of epoch milliseconds. */
export function isoUtc(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00');
}

/** Hour of the day, 0 to 23, in UTC. */
export function hourOfDay(ms: number): number {
  return Math.floor((((ms % DAY) + DAY) % DAY) / HOUR);
}

const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;

/** The day of the week in UTC, such as `mon`. */
export function weekdayOf(ms: number): string {
  const days = Math.floor(ms / DAY);
  return WEEKDAYS[((days % 7) + 7) % 7] ?? '';
}

/** `YYYY-MM` in UTC. */
export function monthOf(ms: number): string {
  return isoUtc(ms).slice(0, 7);
}

/** `YYYY-MM-DD` of a number of days since 1970. */
export function dayText(day: number): string {
  return isoUtc(day * DAY).slice(0, 10);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** Milliseconds of a duration such as `500ms`, `5s`, `10m`, `24h`, `7d`; undefined for anything else or for 0. */
export function parseDuration(text: string): number | undefined {
  const parts = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text.trim());
  const unit = UNITS[parts?.[2] ?? ''];
  const ms = Number(parts?.[1]) * (unit ?? NaN);
  return ms > 0 ? ms : undefined;
}

/** The last tick that a watermark makes due: the greatest multiple of `everyMs` before it. */
export function lastTickBefore(watermarkMs: number, everyMs: number): number {
  return (Math.ceil(watermarkMs / everyMs) - 1) * everyMs;
}
