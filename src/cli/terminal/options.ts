import { UsageError } from '../../io/files/failures';
import { parseDuration, parseTimestamp } from '../../model/values/time';

/** A time option as epoch ms; undefined when it was not given. */
export function timeOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ts = parseTimestamp(value);
  if (ts === undefined) throw new UsageError(`${name} was "${value}"; allowed: ISO 8601 or epoch seconds`);
  return ts;
}

/** A duration option in ms; undefined when it was not given. */
export function durationOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = parseDuration(value);
  if (ms === undefined)
    throw new UsageError(`${name} was "${value}"; allowed: a number with ms, s, m, h or d, such as 1h`);
  return ms;
}

/** A whole number from `least` on. */
export function wholeOption(name: string, value: string, least: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least) {
    throw new UsageError(`${name} was "${value}"; allowed: a whole number from ${least}`);
  }
  return number;
}
