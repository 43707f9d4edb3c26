import type { Command } from 'commander';
import { UsageError } from '../../io/files/failures';
import { parseDuration, parseTimestamp } from '../../model/values/time';

/** Refuses an option without content, such as an unset variable of a shell: an empty path would be the working directory. */
export function refuseEmptyOptions(command: Command): void {
  const values: Readonly<Record<string, unknown>> = command.opts();
  for (const option of command.options)
    if (values[option.attributeName()] === '')
      throw new UsageError(`${option.long ?? option.flags} was ""; allowed: a text that is not empty`);
}

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
