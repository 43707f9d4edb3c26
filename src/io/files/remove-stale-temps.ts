import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from './is-running';

const DRAFT = /^\..+\.(\d+)\.[0-9a-f]{8}\.tmp$/;

/** Removes the unfinished files and locks that a killed process left in a directory. Those of living ones stay. */
export async function removeStaleTemps(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names) {
    const owner = DRAFT.exec(name)?.[1];
    if (owner === undefined || (await isRunning(Number(owner)))) continue;
    await rm(join(dir, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
