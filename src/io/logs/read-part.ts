import type { OpenSegment } from './log-chain';

/** A segment of which this much is read. */
export interface ReadPart {
  readonly segment: OpenSegment;
  /** Where to stop; undefined: at its end, also where that moves. */
  readonly bytes: number | undefined;
  /** The latest ts of the rows before it that are not read; −Infinity for none. */
  readonly reachedBefore: number;
}

/** All of these segments. */
export function wholeParts(segments: readonly OpenSegment[]): readonly ReadPart[] {
  return segments.map((segment) => ({ segment, bytes: undefined, reachedBefore: -Infinity }));
}
