import type { Close } from '../../../model/event';
import type { Route } from '../../../model/route';
import type { RowBlocks } from './columns/row-blocks';
import { head, type RowFilter } from './scan/row-head';
import { scanner } from './scan/scanner-instance';

/** A row that was read: its event, or the ts of one that makes no event. */
export type ReadRow = Close | Route | number;

/** What holds for every row of a reading. */
export interface ReadContext extends RowFilter {
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
  if (!scanner.take(bytes, start, end) || !scanner.scan(start, end) || !head.read(context)) return undefined;
  return head.kind === 'time-only' ? head.ts : context.blocks.store(head, start, end, offset);
}
