import { randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './failures';

const TEMP = /^\..+\.(\d+)\.[0-9a-f]{8}\.tmp$/;

/** A name beside `path` for what is not whole yet, with the number of this process. */
export function tempPath(path: string): string {
  const name = `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  return join(dirname(path), name);
}

/** Removes the unfinished files that a killed process left in a directory. Those of living ones stay. */
export async function removeStaleTemps(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  const stale = names.filter((name) => {
    const owner = TEMP.exec(name)?.[1];
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
