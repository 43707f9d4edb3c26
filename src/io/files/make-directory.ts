import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './failures';

/**
 * Makes a directory, and those above it that are missing; one that is there already is fine. Gives those it made, the
 * highest first. In place, see in-place.ts.
 * Node's own `recursive` would try for ever where a directory takes no entry and says ENOENT, as /proc does.
 */
export function makeDirectory(dir: string): readonly string[] {
  try {
    mkdirSync(dir);
    return [dir];
  } catch (error) {
    if (isDirectory(dir)) return [];
    const above = dirname(dir);
    if (codeOf(error) !== 'ENOENT' || isDirectory(above)) throw error;
    return [...makeDirectory(above), ...makeDirectory(dir)];
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}
