import { join } from 'node:path';
import { isObject, own } from '../../model/values/json';
import { isoUtc, parseTimestamp } from '../../model/values/time';
import { replaceAll } from '../files/atomic';
import { chunksOf } from '../files/chunks-of';
import type { DraftFile } from '../files/draft-file';
import { schemaProblems } from '../config/schema/schema-problems';
import { UsageError } from '../files/failures';
import { unfenced } from '../files/fence';
import { yieldToEventLoop } from '../files/yield-to-event-loop';
import { readJson } from '../json/read-json';

/** A state file that is to be replaced. */
export interface StateFileWrite {
  readonly name: string;
  readonly asOfText: string;
  readonly file: object;
  readonly schema: object;
  /** The file's bytes in pieces: one line of JSON and a newline. */
  readonly pieces: readonly string[];
}

/** Refuses when one of the files in `outDir` is of a later time than `asOf`. One that cannot be read does not count. */
export async function refuseOlder(outDir: string, asOf: number, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(outDir, name);
    const read = await readJson(path);
    const file = read !== undefined && 'value' in read && isObject(read.value) ? read.value : {};
    const stands = parseTimestamp(own(file, 'as_of'));
    if (stands !== undefined && stands > asOf) {
      throw new UsageError(
        `${path} has the as-of ${isoUtc(stands)}, later than ${isoUtc(asOf)}; --force replaces the file`,
      );
    }
  }
}

// The parts of the file that each schema last found good. They are JSON data that never changes.
const good = new WeakMap<object, readonly unknown[]>();

/**
 * Validates all files, then replaces them together with the drafts. A file that breaks its schema is a bug in intel:
 * nothing is written. A file in which only the stamps differ from the last valid one is not validated again.
 */
export async function writeStateFiles(
  outDir: string,
  files: readonly StateFileWrite[],
  drafts: readonly DraftFile[] = [],
  fence = unfenced,
): Promise<void> {
  for (const { name, file, schema } of files) {
    const parts = partsOf(file);
    const known = good.get(schema);
    if (known?.length === parts.length && parts.every((part, i) => part === known[i])) continue;
    const [problem] = schemaProblems(schema, file);
    if (problem !== undefined) {
      throw new Error(
        `${name} breaks its schema at ${problem.path.join('.')}: found ${problem.found ?? 'nothing'}; ${problem.message}`,
      );
    }
    good.set(schema, parts);
    await yieldToEventLoop();
  }
  const writes = files.map(({ name, pieces }) => ({ path: join(outDir, name), content: chunksOf(pieces) }));
  await replaceAll([...writes, ...drafts], fence);
}

// Each key and its value. Of a stamp (the metadata, or a value that is not an object) only the type.
function partsOf(file: object): readonly unknown[] {
  return Object.entries(file).flatMap(([key, part]: [string, unknown]) =>
    key === 'metadata' || typeof part !== 'object' ? [key, typeof part] : [key, part],
  );
}
