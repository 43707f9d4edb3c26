import { dirname, join, resolve } from 'node:path';

/** Where the journal lies unless told otherwise: beside the output directory. */
export function journalBeside(out: string): string {
  return join(dirname(resolve(out)), 'journal');
}
