import { join } from 'node:path';
import type { FromSchema } from '../../model/schemas/from-schema';
import { closed, count, flag, mapOf, number, numberOrNull, text } from '../../model/schemas/shapes';
import { sortedRecord } from '../../model/values/json';
import { UsageError } from '../files/failures';
import { readOwnFile, type Schema } from '../json/read-state-file';

/** Says of which slice of a history a directory holds the files. */
export const SLICE_FILE = 'history/slice.json';

const published = mapOf(closed({ as_of_ts: number, content: text }));

/** What stands in it: what the slice has in common with the others, where it lies, and what its history begins and ends with. */
export const sliceSchema = {
  $id: 'urn:execution-intel:schema:history_slice',
  title: 'The slice of a history that a directory holds',
  ...closed({
    format: { const: 1 } as const,
    common: closed({
      program: text,
      config: text,
      index: text,
      snapshots: text,
      every_ms: number,
      republish_ms: number,
    }),
    /** The ticks of the slice lie after the one moment, which is null for the beginning, and up to the other. */
    from_ts: numberOrNull,
    until_ts: number,
    /** Nothing of the history follows. */
    is_last: flag,
    last_tick_ts: number,
    /** The first and the last replacement of each state file: when, and the digest of its content. */
    first: published,
    last: published,
    /** How long the files of the slice are, by name. */
    bytes: mapOf(count),
  }),
} as const;

export type SliceRecord = FromSchema<typeof sliceSchema>;

const SLICE_SCHEMA: Schema<SliceRecord> = sliceSchema;

/** The record of the slice that a directory holds; a UsageError where it holds none. */
export async function readSlice(dir: string): Promise<SliceRecord> {
  const path = join(dir, SLICE_FILE);
  const read = await readOwnFile(path, SLICE_SCHEMA);
  if ('message' in read)
    throw new UsageError(
      `${dir} holds no slice of a history: ${path}: ${read.message}; allowed: the --out of intel replay --index`,
    );
  return read.file;
}

/** The text of its file. In what order its files were written has no part in it. */
export function sliceText(record: SliceRecord): string {
  const bytes = sortedRecord(Object.entries(record.bytes));
  return `${JSON.stringify({ ...record, bytes }, undefined, 1)}\n`;
}
