import { join } from 'node:path';
import { finite, isObject, objectAt, own, textOf } from '../../model/values/json';
import { replaceAll } from '../files/atomic';
import { unfenced } from '../files/fence';
import { FORMAT, type WrittenDigest } from '../journal/journal-records';
import { readJson } from '../json/read-json';

/** What an output directory has answered and published so far: standing.json. */
export interface OutputStanding {
  /** How many commits of the journal the outputs are made of. */
  readonly place: number;
  /** The last tick answered, epoch ms. */
  readonly ticked: number;
  /** How long the files are that are only ever added to. */
  readonly outputs: Readonly<Record<string, number>>;
  /** What was last published of each state file. */
  readonly published: Readonly<Record<string, WrittenDigest>>;
}

const STANDING_FILE = 'standing.json';

/** The standing of a directory; undefined where none was written, or where it cannot be used. */
export async function readStandingFile(outDir: string): Promise<OutputStanding | undefined> {
  const read = await readJson(join(outDir, STANDING_FILE));
  const value = read !== undefined && 'value' in read && isObject(read.value) ? read.value : {};
  const [place, ticked] = [finite(own(value, 'place')), finite(own(value, 'ticked'))];
  if (place === undefined || ticked === undefined) return undefined;
  return {
    place,
    ticked,
    outputs: fieldsOf(objectAt(value, 'outputs'), finite),
    published: fieldsOf(objectAt(value, 'published'), digestIn),
  };
}

/** Replaces it, whole or not at all. Throws a WorldError. */
export async function writeStandingFile(
  outDir: string,
  standing: OutputStanding,
  fence = unfenced,
): Promise<void> {
  const content = `${JSON.stringify({ format: FORMAT, ...standing })}\n`;
  await replaceAll([{ path: join(outDir, STANDING_FILE), content }], fence);
}

function fieldsOf<T>(
  object: Readonly<Record<string, unknown>>,
  read: (value: unknown) => T | undefined,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const field = read(value);
      return field === undefined ? [] : [[key, field] as const];
    }),
  );
}

function digestIn(value: unknown): WrittenDigest | undefined {
  if (!isObject(value)) return undefined;
  const [asOf, content] = [finite(own(value, 'asOf')), textOf(own(value, 'content'))];
  return asOf === undefined || content === undefined ? undefined : { asOf, content };
}
