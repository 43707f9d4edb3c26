import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import split2 from 'split2';
import type { Batch } from '../../model/event';
import { bytesOf } from '../files/bytes-of';
import { reasonOf, WorldError } from '../files/failures';
import { gunzipped } from '../logs/gunzip';
import { missingSegments } from '../logs/chain-holes';
import { openWholeChain } from './chain-findings';
import { lastTsOf } from './last-ts';
import { fileBatches } from './file-batches';
import { statInPlace } from '../files/in-place';
import { lineOf, LineSplitter, type Line } from '../lines/line-splitter';
import { closeAll, type OpenSegment } from '../logs/log-chain';
import { wholeParts, type ReadPart } from '../logs/read-part';
import type { ScanPool } from './scan-pool';
import { RowReader, type Place, type ReaderSettings } from '../decode/row-reader';

/** A pull source of rows: the next batch is made when it is asked for. */
export interface RowSource {
  readonly name: string;
  /** Bytes to read, as far as known. */
  readonly bytes: number;
  /** No file exists. */
  readonly empty: boolean;
  /** Files that should lie between those that exist. */
  readonly missing: readonly string[];
  /** A row of this ts or a later one exists, so its last tick is no earlier. −Infinity: unknown. */
  readonly reached: number;
  /** Undefined at the end. */
  next(): Promise<Batch | undefined>;
  close(): Promise<void>;
}

export interface SourceSettings extends ReaderSettings {
  readonly maxLineBytes: number;
  /** Events read their line again from the file instead of storing it: they must not outlive the source. */
  readonly linesInPlace?: boolean | undefined;
  /**
   * How much of a file is read at a time; 256 KiB by default, 1 MiB with threads that scan ahead. It changes nothing that
   * is read.
   */
  readonly chunkBytes?: number | undefined;
  /** The threads that scan lines ahead, if any. Asked when the first file is read. */
  readonly scanPool?: (() => ScanPool | undefined) | undefined;
  /** Which of the segments are read, and how far; all of each where it is absent. */
  readonly pick?: ((opened: readonly OpenSegment[]) => Promise<readonly ReadPart[]>) | undefined;
  /** Called for each batch of a segment, before it is used. */
  readonly onBatch?: ((segment: OpenSegment, batch: Batch) => void) | undefined;
  /** Called when a file of the source is damaged, with the number of rows it gave. */
  readonly onDamage: (file: string, reason: string, rows: number) => void;
}

const LINES_PER_BATCH = 1000;
// A longer line on standard input ends the run; shorter ones over max_line_bytes go to quarantine.
const MAX_STDIN_LINE = 256 * 1024 * 1024;

/** A log's rotated chain, oldest row first; `name` is what its batches and faults are said to come from. */
export async function chainSource(
  dir: string,
  stem: string,
  backups: number,
  settings: SourceSettings,
  name = stem,
): Promise<RowSource> {
  const opened = await openWholeChain(dir, stem, backups);
  // A name that is a path leads to each file of the log.
  const segments = opened.map((segment) => ({ ...segment, file: join(dirname(name), segment.file) }));
  const parts = await partsOf(segments, settings);
  const batches = chainBatches(parts, name, settings);
  const sizes = parts.map(({ segment, bytes }) => bytes ?? statInPlace(segment.handle).size);
  const known = {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    empty: segments.length === 0,
    missing: missingSegments(stem, segments),
    reached: await lastTsOf(segments, settings.log, settings.latestTs),
  };
  return rowSource(name, batches, known, () => closeAll(segments));
}

async function partsOf(
  segments: readonly OpenSegment[],
  { pick = (opened) => Promise.resolve(wholeParts(opened)) }: SourceSettings,
): Promise<readonly ReadPart[]> {
  try {
    return await pick(segments);
  } catch (error) {
    await closeAll(segments);
    throw error;
  }
}

/** Rows of both kinds, mixed, from a stream such as standard input. */
export function streamSource(input: Readable, name: string, settings: SourceSettings): RowSource {
  return rowSource(name, streamBatches(input, name, settings));
}

/** A source of these batches; `closeInput` gives up what they are read from. */
export function rowSource(
  name: string,
  batches: AsyncGenerator<Batch, undefined>,
  known: Omit<RowSource, 'name' | 'next' | 'close'> = {
    bytes: 0,
    empty: false,
    missing: [],
    reached: -Infinity,
  },
  closeInput?: () => Promise<void>,
): RowSource {
  return {
    name,
    ...known,
    next: async () => (await batches.next()).value,
    close: async () => {
      await batches.return(undefined);
      await closeInput?.();
    },
  };
}

async function* chainBatches(
  parts: readonly ReadPart[],
  source: string,
  settings: SourceSettings,
): AsyncGenerator<Batch, undefined> {
  const reader = new RowReader(settings);
  for (const part of parts) {
    const { segment, reachedBefore } = part;
    const place = { source, file: segment.file, segment: segment.number };
    // What was left out has moved time all the same.
    reader.advanceWatermark(reachedBefore - settings.latenessMs);
    if (reachedBefore > -Infinity)
      yield { source, events: [], first: Infinity, latest: reachedBefore, ended: false, late: 0 };
    const batches = segment.gzip
      ? archiveBatches(part, place, reader, settings)
      : fileBatches(part, place, reader, settings);
    for await (const batch of batches) {
      settings.onBatch?.(segment, batch);
      yield batch;
    }
  }
  return undefined;
}

// A damaged archive gives every line that can be unzipped; the damage is reported.
async function* archiveBatches(
  { segment, bytes }: ReadPart,
  place: Place,
  reader: RowReader,
  settings: SourceSettings,
): AsyncGenerator<Batch> {
  const splitter = new LineSplitter(settings.maxLineBytes);
  const size = bytes ?? statInPlace(segment.handle).size;
  const unzipped = gunzipped((offset) => bytesOf(segment.handle, offset, size));
  const before = settings.tally.rows;
  try {
    for await (const chunk of unzipped) {
      yield reader.readEnded(splitter.enter(chunk), place);
    }
    const rest = splitter.rest();
    if (rest !== undefined) yield reader.read([rest], place);
  } catch (error) {
    settings.onDamage(segment.file, reasonOf(error), settings.tally.rows - before);
  }
}

async function* streamBatches(
  input: Readable,
  name: string,
  settings: SourceSettings,
): AsyncGenerator<Batch, undefined> {
  const reader = new RowReader(settings);
  const place = { source: name, file: '-', segment: null };
  let offset = 0;
  let lines: Line[] = [];
  // On latin1 one char is one byte, so offsets stay exact. split2 does not tell whether a newline ended the last line.
  const cut = (text: string): Line => {
    const line = lineOf(Buffer.from(text, 'latin1'), offset, settings.maxLineBytes);
    offset += line.length + 1;
    return line;
  };
  const splitter = split2('\n', cut, { decodeStrings: false, maxLength: MAX_STDIN_LINE });
  input.setEncoding('latin1');
  input.on('error', (error) => splitter.destroy(error));
  try {
    for await (const line of input.pipe(splitter)) {
      lines.push(line as Line);
      if (lines.length < LINES_PER_BATCH) continue;
      yield reader.read(lines, place);
      lines = [];
    }
  } catch (error) {
    throw new WorldError('standard input', 'read', error);
  }
  if (lines.length > 0) yield reader.read(lines, place);
  return undefined;
}
