import { missingBetween } from '../logs/chain-holes';
import type { SegmentMatch } from './match-segment';
import { samePoint, type Point } from './offset/bookmark';
import { knownPrefix } from './offset/known-prefix';
import { pointOf } from './offset/position';

/** A hole in a chain, known by what lies beside it: the numbers of the files change at each rotation. */
export interface ToldHole {
  /** Where the segment before it ended. */
  readonly after: Point;
  /** Where the first line of the segment after it ends. */
  readonly before: Point;
  /** How many files were missing. */
  readonly files: number;
}

/** Whether both are the same hole, or none. */
export function isSameHole(a: ToldHole | undefined, b: ToldHole | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return samePoint(a.after, b.after) && samePoint(a.before, b.before);
}

/**
 * Whether the files that were missing lie in the chain, oldest segment first, and hold lines. A rotation can also close a
 * hole: by the numbers of its files alone the chain is whole then, and the rows are still missing.
 */
export async function isPutBack(
  stem: string,
  { after, before, files: missing }: ToldHole,
  files: readonly SegmentMatch[],
): Promise<boolean> {
  const start = files.findIndex(({ position }) => samePoint(pointOf(position), after));
  if (start < 0) return false;
  for (const [n, newer] of files.entries()) {
    const older = files[n - 1];
    if (older === undefined || n <= start) continue;
    if (missingBetween(stem, older.segment, newer.segment).length > 0) return false;
    if ((await knownPrefix(newer.content(0), [before])) !== undefined) return n - start > missing;
    if (newer.kind === 'new' && !newer.unread) return false;
  }
  return false;
}
