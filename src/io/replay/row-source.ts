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
  /** Called when a file of the source is damaged, with the number of rows it gave. */
  readonly onDamage: (file: string, reason: string, rows: number) => void;
}

const LINES_PER_BATCH = 1000;
// A longer line on standard input ends the run; shorter ones over max_line_bytes go to quarantine.
const MAX_STDIN_LINE = 256 * 1024 * 1024;

/** A log's rotated chain, oldest row first. */
export async function chainSource(
  dir: string,
  stem: string,
  backups: number,
  settings: SourceSettings,
): Promise<RowSource> {
  const segments = await openWholeChain(dir, stem, backups);
  const batches = chainBatches(segments, stem, settings);
  const sizes = segments.map(({ handle }) => statInPlace(handle).size);
  const known = {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    empty: segments.length === 0,
    missing: missingSegments(stem, segments),
    reached: await lastTsOf(segments, settings.log, settings.latestTs),
  };
  return rowSource(stem, batches, known, () => closeAll(segments));
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
  segments: readonly OpenSegment[],
  stem: string,
  settings: SourceSettings,
): AsyncGenerator<Batch, undefined> {
  const reader = new RowReader(settings);
  for (const segment of segments) {
    const place = { source: stem, file: segment.file, segment: segment.number };
    yield* segment.gzip
      ? archiveBatches(segment, place, reader, settings)
      : fileBatches(segment, place, reader, settings);
  }
  return undefined;
}

// A damaged archive gives every line that can be unzipped; the damage is reported.
async function* archiveBatches(
  segment: OpenSegment,
  place: Place,
  reader: RowReader,
  settings: SourceSettings,
): AsyncGenerator<Batch> {
  const splitter = new LineSplitter(settings.maxLineBytes);
  const { size } = statInPlace(segment.handle);
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
