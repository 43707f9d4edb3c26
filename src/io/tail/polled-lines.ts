import type { Line } from '../lines/line-splitter';
import type { Place } from '../decode/row-reader';
import type { OffsetMove } from './offset/bookmark';

/** Lines of a log, and the offset moves that reading them makes. The lines are valid until the next poll step. */
export interface PolledLines {
  readonly place: Place;
  readonly lines: readonly Line[];
  readonly moves: readonly OffsetMove[];
}
