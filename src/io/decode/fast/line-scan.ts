import type { LinesInChunk } from '../../lines/line-splitter';
import type { HeldRow, RowBlocks } from './columns/row-blocks';
import type { CurrentRow, RowFilter } from './scan/current-row';
import type { ScanResult } from './scan/row-scanner';

const NEWLINE = 0x0a;

/** What lines are scanned with, and what is asked of their rows. */
export interface ScanContext extends RowFilter {
  readonly row: CurrentRow;
}

/** The same, and where the events are held. */
export interface ReadContext extends ScanContext {
  readonly blocks: RowBlocks;
}

/**
 * Reads one line that holds nothing unusual, without an object for what is not read. It lies in `bytes` from `start` to
 * `end`, and in its file from `offset` on. Gives its event, or the ts of a row that makes none (also of an event at or
 * before `since`), value for value as the full decoder does; undefined for every other line: the full decoder says what
 * it is.
 */
export function readRow(
  bytes: Buffer,
  start: number,
  end: number,
  context: ReadContext,
  offset = 0,
): HeldRow | number | undefined {
  const { row } = context;
  const { scanner } = row;
  if (!scanner.take(bytes, start, end) || !scanner.scan(start, end) || !row.read(context)) return undefined;
  return row.kind === 'time-only' ? row.ts : context.blocks.store(row, start, end, offset);
}

/** Rows that make no event: how many they are, and the first and the latest ts of them. */
export class TimeOnlyRows {
  count = 0;
  first = NaN;
  latest = -Infinity;

  clear(): void {
    this.count = 0;
    this.latest = -Infinity;
  }

  add(count: number, first: number, latest: number): void {
    if (count === 0) return;
    if (this.count === 0) this.first = first;
    this.count += count;
    if (latest > this.latest) this.latest = latest;
  }
}

/** The lines of a chunk, one after the other. */
export interface ScanCursor {
  readonly lines: LinesInChunk;
  /** Moves on to the next line that is more than a row which makes no event. */
  next(): ScanResult;
  /** Holds the row at hand, as its event. `offset`: where its line begins in the file. */
  store(blocks: RowBlocks, offset: number): HeldRow;
  /** The rows that were passed over. */
  readonly timeOnly: TimeOnlyRows;
  /** At the end: how many rows of each kind of NOTED were passed over. */
  readonly noted: Int32Array;
  /** Where the line lies. */
  readonly start: number;
  readonly end: number;
}

/** Scans the lines of a chunk. They must stay as they are until the end; nothing else must be scanned with `row` meanwhile. */
export class LineScan implements ScanCursor {
  readonly timeOnly = new TimeOnlyRows();
  readonly noted: Int32Array;
  start = 0;
  end = 0;
  private at: number;
  private readonly isTaken: boolean;

  constructor(
    readonly lines: LinesInChunk,
    private readonly context: ScanContext,
  ) {
    const { chunk, start, end, maxLineBytes } = lines;
    this.at = start;
    const { scanner } = context.row;
    this.isTaken = scanner.take(chunk, start, end);
    this.noted = scanner.noted.fill(0);
    scanner.expect(context.latestTs, maxLineBytes);
  }

  next(): ScanResult {
    const { timeOnly, context } = this;
    const { row } = context;
    timeOnly.clear();
    for (;;) {
      const found = this.isTaken ? this.scanned() : this.cut();
      this.at = this.end + 1;
      if (found !== 'row') return found;
      if (!row.read(context)) return 'fallback';
      if (row.kind !== 'time-only') return 'row';
      timeOnly.add(1, row.ts, row.reach);
      if (row.noted >= 0) this.noted[row.noted] = (this.noted[row.noted] ?? 0) + 1;
    }
  }

  store(blocks: RowBlocks, offset: number): HeldRow {
    return blocks.store(this.context.row, this.start, this.end, offset);
  }

  private scanned(): ScanResult {
    const { scanner } = this.context.row;
    const found = scanner.next(this.at);
    this.timeOnly.add(scanner.timeOnlyRows, scanner.firstTs, scanner.latestTs);
    this.start = scanner.lineStart;
    this.end = scanner.lineEnd;
    return found;
  }

  // There are more of them than the scanner has room for.
  private cut(): ScanResult {
    if (this.at >= this.lines.end) return 'end';
    this.start = this.at;
    this.end = this.lines.chunk.indexOf(NEWLINE, this.at);
    return 'fallback';
  }
}
