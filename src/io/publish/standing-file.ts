import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { finite, isObject, objectAt, own, textOf, type JsonObject } from '../../model/values/json';
import { replaceAll } from '../files/atomic';
import { unfenced } from '../files/fence';
import { FORMAT, type WrittenDigest } from '../journal/journal-records';
import { readJson } from '../json/read-json';

/** What an output directory has answered and published so far: standing.json. */
export interface OutputStanding {
  /** When the journal begins that the outputs are made of, epoch ms; undefined where an earlier build began it. */
  readonly begun?: number | undefined;
  /** How many commits of it they are made of. */
  readonly place: number;
  /** The last tick answered, epoch ms. */
  readonly ticked: number;
  /** How long the files are that are only ever added to. */
  readonly outputs: Readonly<Record<string, number>>;
  /** What was last published of each state file. */
  readonly published: Readonly<Record<string, WrittenDigest>>;
}

const STANDING_FILE = 'standing.json';

/** The standing of a directory, or what is wrong with it; undefined where none was written. */
export async function readStandingFile(
  outDir: string,
): Promise<OutputStanding | { readonly damage: string } | undefined> {
  const path = join(outDir, STANDING_FILE);
  const read = await readJson(path);
  if (read === undefined) return undefined;
  if ('message' in read) return { damage: `${path}: ${read.message}` };
  const { sha256, ...value } = isObject(read.value) ? read.value : {};
  // An earlier build did not seal it.
  const isSealed = sha256 === undefined || sha256 === sealOf(value);
  const [place, ticked] = [finite(own(value, 'place')), finite(own(value, 'ticked'))];
  if (!isSealed || place === undefined || ticked === undefined)
    return { damage: `${path}: it is not as it was written` };
  return {
    begun: finite(own(value, 'begun')),
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
  const value = { format: FORMAT, ...standing };
  const content = `${JSON.stringify({ ...value, sha256: sealOf(value) })}\n`;
  await replaceAll([{ path: join(outDir, STANDING_FILE), content }], fence);
}

function sealOf(value: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
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
