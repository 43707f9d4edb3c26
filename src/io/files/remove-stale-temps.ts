import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning } from './is-running';

const TEMP = /^\..+\.(\d+)\.[0-9a-f]{8}\.tmp$/;

/** A name beside `path` for what is not whole yet, with the number of this process. */
export function tempPath(path: string): string {
  const name = `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  return join(dirname(path), name);
}

/**
 * Removes the unfinished files and locks that a killed process left in a directory, those of one file where it is named.
 * Those of living processes stay.
 */
export async function removeStaleTemps(dir: string, file = ''): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names) {
    const owner = TEMP.exec(name)?.[1];
    if (owner === undefined || !name.startsWith(`.${file}`) || (await isRunning(Number(owner)))) continue;
    await rm(join(dir, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
