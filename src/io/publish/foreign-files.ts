import { join } from 'node:path';
import { isObject, objectAt, own, textOf } from '../../model/values/json';
import { parseTimestamp } from '../../model/values/time';
import { UsageError } from '../files/failures';
import { MOST_OWN_BYTES, readJson } from '../json/read-json';

/** What every build of ours has put into a state file, and no other program does. */
const DIGESTS = ['events_digest', 'config_digest'] as const;

/**
 * Refuses a directory in which another program wrote one of these files. Those of an earlier run, of an earlier build
 * and of a replay are our own: they have an `as_of`, and the digests of what they were made of.
 */
export async function refuseForeignFiles(outDir: string, names: readonly string[]): Promise<void> {
  const foreign: string[] = [];
  for (const name of names) {
    const why = await whyForeign(join(outDir, name));
    if (why !== undefined) foreign.push(`${name} (${why})`);
  }
  if (foreign.length === 0) return;
  const [files, them] = foreign.length === 1 ? ['the file', 'it'] : ['the files', 'them'];
  throw new UsageError(
    `${outDir} holds what another program wrote: ${foreign.join(', ')}. Choose another directory with --out, or stop that writer and remove ${files}; intel live replaces ${them} where it is started once with --take-over`,
  );
}

async function whyForeign(path: string): Promise<string | undefined> {
  const read = await readJson(path, MOST_OWN_BYTES);
  if (read === undefined) return undefined;
  if ('message' in read) return read.message;
  const file = isObject(read.value) ? read.value : {};
  if (parseTimestamp(own(file, 'as_of')) === undefined) return 'it has no as_of';
  const metadata = objectAt(file, 'metadata');
  const missing = DIGESTS.find((name) => textOf(own(metadata, name)) === undefined);
  return missing === undefined ? undefined : `its metadata has no ${missing}`;
}
