import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { codeOf } from './failures';

/** The path itself, or what is there of the way to it. */
export async function nearestThere(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return nearestThere(dirname(resolve(path)));
  }
}
