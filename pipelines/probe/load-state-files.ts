import { join } from 'node:path';
import { STATE_SCHEMAS } from '../../operators/files/state-schemas';
import { STATE_FILES, type StateFileKey, type StateFiles } from '../../operators/files/state-files';
import { readStateFile } from '../../src/io/json/read-state-file';

/** The valid state files of a directory, and the problems of the others in words. */
export interface LoadedStateFiles {
  readonly files: { readonly [K in keyof StateFiles]: StateFiles[K] | undefined };
  readonly problems: readonly string[];
}

/** Reads the four state files. One that is missing or of another version is undefined. */
export async function loadStateFiles(stateDir: string): Promise<LoadedStateFiles> {
  const problems: string[] = [];
  const report = (problem: string): void => void problems.push(problem);
  const files = {
    expectancy: await loadStateFile(stateDir, 'expectancy', report),
    scores: await loadStateFile(stateDir, 'scores', report),
    suggestions: await loadStateFile(stateDir, 'suggestions', report),
    allocation: await loadStateFile(stateDir, 'allocation', report),
  };
  return { files, problems };
}

/** Reads one of them; undefined, and reported in words, when it is missing or of another version. */
export async function loadStateFile<K extends StateFileKey>(
  stateDir: string,
  key: K,
  report: (problem: string) => void,
): Promise<StateFiles[K] | undefined> {
  const path = join(stateDir, STATE_FILES[key]);
  const read = await readStateFile(path, STATE_SCHEMAS[key]);
  if (read.kind === 'read') return read.file;
  report(read.kind === 'missing' ? `${path} is missing` : read.message);
  return undefined;
}
