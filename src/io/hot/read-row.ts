import type { Close } from '../../model/event';
import type { Route } from '../../model/route';
import type { RowBlocks } from './row-blocks';
import { RowHead, type Asked } from './row-head';
import { scanner } from './scanned';

/** A row that was read: its event, or the ts of one that makes no event. */
export type ReadRow = Close | Route | number;

/** What holds for every row of a reading. */
export interface Reading extends Asked {
  /** Where the events are held. */
  readonly blocks: RowBlocks;
}

const head = new RowHead();

/**
 * Reads a line that holds nothing unusual, without an object for what is not read. Undefined for every other line: the
 * slow decoder says what it is. What comes back is what the slow decoder gives, value for value; of an event at or before
 * `since`, its ts. The line lies in `bytes` from `start` to `end`.
 */
export function readRow(bytes: Buffer, start: number, end: number, reading: Reading): ReadRow | undefined {
  scanner.take(bytes, start, end);
  return readTaken(start, end, reading);
}

/** The same of a line that lies in the bytes which the scanner has taken. */
export function readTaken(start: number, end: number, reading: Reading): ReadRow | undefined {
  return scanner.scan(start, end) ? readScanned(start, end, reading) : undefined;
}

/** The same of the line that was just scanned. */
export function readScanned(start: number, end: number, reading: Reading): ReadRow | undefined {
  if (!head.read(reading)) return undefined;
  return head.kind === 'noted' ? head.ts : reading.blocks.hold(head, start, end);
}
