import type { Line } from '../lines/line-splitter';
import type { Place } from '../decode/row-reader';
import type { OffsetMove } from './offset/bookmark';

/** Some lines of a log, and how its bookmark moves with them. Read the lines before asking for the next turn. */
export interface PolledLines {
  readonly place: Place;
  readonly lines: readonly Line[];
  readonly moves: readonly OffsetMove[];
}
