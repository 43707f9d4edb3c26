import type { Line } from '../lines/line-splitter';
import type { Place } from '../decode/row-reader';
import type { Step } from './offset/bookmark';

/** Some lines of a log, and how its bookmark moves with them. Read the lines before asking for the next turn. */
export interface Turn {
  readonly place: Place;
  readonly lines: readonly Line[];
  readonly steps: readonly Step[];
}
