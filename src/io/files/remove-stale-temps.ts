import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './failures';

const DRAFT = /^\..+\.(\d+)\.[0-9a-f]{8}\.tmp$/;

/** Removes the unfinished files that a killed process left in a directory. Those of living ones stay. */
export async function removeStaleTemps(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  const stale = names.filter((name) => {
    const owner = DRAFT.exec(name)?.[1];
    return owner !== undefined && !isAlive(Number(owner));
  });
  await Promise.all(stale.map((name) => unlink(join(dir, name)).catch(() => undefined)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
