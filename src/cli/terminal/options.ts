import { access, constants, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { codeOf, reaching, UsageError, WorldError } from '../../io/files/failures';
import { nearestThere } from '../../io/files/nearest-there';
import { parseDuration, parseTimestamp } from '../../model/values/time';

/** Refuses an option without content, such as an unset variable of a shell: an empty path would be the working directory. */
export function refuseEmptyOptions(command: Command): void {
  const values: Readonly<Record<string, unknown>> = command.opts();
  for (const option of command.options)
    if ([values[option.attributeName()]].flat().includes(''))
      throw new UsageError(`${option.long ?? option.flags} was ""; allowed: a text that is not empty`);
}

/** Refuses a --state that is no directory, and an --out where no directory can be written, before anything is done. */
export async function refusePlaces(command: Command): Promise<void> {
  const { state, out }: Readonly<Record<string, unknown>> = command.opts();
  if (typeof state === 'string')
    await (command.name() === 'ship' ? requireWritable(state) : requireState(state));
  const isDirectory = command.options.some(({ flags }) => flags === '--out <dir>');
  // Live writes a log of its own, which says it too.
  if (typeof out === 'string' && isDirectory && command.name() !== 'live') await requireWritable(out);
}

async function requireState(dir: string): Promise<void> {
  const found = await stat(dir).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new WorldError(dir, 'read', error);
  });
  if (found?.isDirectory() === true) return;
  const what = found === undefined ? 'there is no such directory' : 'it is a file';
  throw new WorldError(dir, 'read', `${what}; allowed: the --out of intel live or intel replay`);
}

async function requireWritable(dir: string): Promise<void> {
  await reaching(dir, 'write', async () => {
    const there = await nearestThere(resolve(dir));
    if (!(await stat(there)).isDirectory())
      throw new Error('it is a file; allowed: a directory, or a path where one can be made');
    await access(there, constants.W_OK);
  });
}

/** A time option as epoch ms; undefined when it was not given. */
export function timeOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ts = parseTimestamp(value);
  if (ts === undefined)
    throw new UsageError(
      `${name} was "${value}"; allowed: ISO 8601, such as 2026-01-12 or 2026-01-12T08:00:00Z, or epoch seconds, such as 1768176000`,
    );
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
