import { isoUtc } from '../../model/values/time';
import type { FromSchema } from '../../model/schemas/from-schema';
import { closed, count, flag, listOf, number, numberOrNull, text } from '../../model/schemas/shapes';
import { UsageError } from '../files/failures';
import { sha256 } from '../files/sha256';
import { readOwnFile, type Schema } from '../json/read-state-file';
import { LOG_STEMS } from '../logs/log-stems';

const indexedSegment = closed({
  /** Its name below execution/. */
  file: text,
  bytes: count,
  /** Of its head and its tail, as `endsDigest` takes it. */
  sha256: text,
  /** The earliest event; null where it holds none. */
  min_ts: numberOrNull,
  /** The latest time that a row of it tells of, also of one that makes no event. */
  max_ts: numberOrNull,
  /** The same of all segments before it: what the watermark follows. */
  max_ts_before: numberOrNull,
});

const indexedLog = closed({
  /** Which of the directories with logs, from 0. */
  root: count,
  log: { enum: LOG_STEMS } as const,
  /** The oldest first. */
  segments: listOf(indexedSegment),
});

/** What `intel index` writes of the logs of a history, as they were read at one moment. Times are epoch ms. */
export const historyIndexSchema = {
  $id: 'urn:execution-intel:schema:history_index',
  title: 'Index of the logs of a history, by which a replay opens what it needs',
  ...closed({
    format: { const: 1 } as const,
    read_at_ts: number,
    /** The moment asked for; null: the latest row. */
    as_of_ts: numberOrNull,
    /** The row that the logs begin with, and the moment that the history ends at. */
    first_ts: number,
    end_ts: number,
    rows: count,
    quarantined: count,
    /** How the rows were read: a replay with other settings could find others. */
    settings: closed({ backups: count, max_line_bytes: count, max_future_s: number }),
    /** What readers of the end of the history must know of its logs. */
    cautions: listOf(closed({ code: text, incomplete: flag })),
    logs: listOf(indexedLog),
  }),
} as const;

export type HistoryIndex = FromSchema<typeof historyIndexSchema>;

const INDEX_SCHEMA: Schema<HistoryIndex> = historyIndexSchema;

export type IndexedLog = FromSchema<typeof indexedLog>;
export type IndexedSegment = FromSchema<typeof indexedSegment>;

/** An index, and the digest of what it says. */
export interface ReadIndex {
  readonly index: HistoryIndex;
  readonly digest: string;
}

/** The index of a history in this file; a UsageError where it is none. */
export async function readIndex(path: string): Promise<ReadIndex> {
  const read = await readOwnFile(path, INDEX_SCHEMA);
  if ('message' in read)
    throw new UsageError(
      `--index ${path} is no index of a history: ${read.message}; allowed: a file that intel index wrote`,
    );
  return { index: read.file, digest: sha256([indexText(read.file)]) };
}

/** The text of its file. */
export function indexText(index: HistoryIndex): string {
  return `${JSON.stringify(index, undefined, 1)}\n`;
}

/** What of these settings is not what the index was made with, in words; undefined for nothing. */
export function otherSettings(
  { settings }: HistoryIndex,
  mine: Readonly<Record<keyof HistoryIndex['settings'], number>>,
): string | undefined {
  const names = ['backups', 'max_line_bytes', 'max_future_s'] as const;
  const other = names.filter((name) => settings[name] !== mine[name]);
  if (other.length === 0) return undefined;
  return other.map((name) => `${name} was ${settings[name]} and is ${mine[name]}`).join(', ');
}

/** From when to when a history goes, in words. */
export function spanText({ first_ts, end_ts }: HistoryIndex): string {
  return `${isoUtc(first_ts)} to ${isoUtc(end_ts)}`;
}
