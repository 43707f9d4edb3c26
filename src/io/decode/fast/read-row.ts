import type { RowBlocks, ScannedRow } from './columns/row-blocks';
import type { ScanContext } from './line-scan';

/** A row that was read: its event, or the ts of one that makes no event. */
export type ReadRow = ScannedRow | number;

/** What holds for every row of a reading. */
export interface ReadContext extends ScanContext {
  /** Where the events are held. */
  readonly blocks: RowBlocks;
}

/**
 * Reads a line that holds nothing unusual, without an object for what is not read. Undefined for every other line: the
 * slow decoder says what it is. What comes back is what the slow decoder gives, value for value; of an event at or before
 * `since`, its ts. The line lies in `bytes` from `start` to `end`, and
 * in its file from `offset` on.
 */
export function readRow(
  bytes: Buffer,
  start: number,
  end: number,
  context: ReadContext,
  offset = 0,
): ReadRow | undefined {
  const { row } = context;
  const { scanner } = row;
  if (!scanner.take(bytes, start, end) || !scanner.scan(start, end) || !row.read(context)) return undefined;
  return row.kind === 'time-only' ? row.ts : context.blocks.store(row, start, end, offset);
}
