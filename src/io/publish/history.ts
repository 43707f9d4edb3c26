import { parse } from 'node:path';
import { sha256 } from '../files/sha256';
import type { StateFileWrite } from './state-files';

/** Has a line for each replacement of a state file. */
export const PUBLISHED_FILE = 'history/published.jsonl';

/** The history file that holds the whole content of a state file, a line for each moment it is kept for. */
export function contentFile(stateName: string): string {
  return `history/${parse(stateName).name}.jsonl`;
}

/** The lines of `published.jsonl` for files that were replaced. */
export function publishedLines(files: readonly StateFileWrite[]): string {
  const lines = files.map(
    ({ name, asOfText, pieces }) =>
      `${JSON.stringify({ file: name, as_of: asOfText, sha256: sha256(pieces) })}\n`,
  );
  return lines.join('');
}
