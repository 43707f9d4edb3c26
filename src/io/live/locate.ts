import type { Segment } from '../log-chain';
import { samePoint, type Bookmark, type Point } from './bookmark';
import { bytesOf, knownPrefix, type KnownPrefix } from './known-prefix';

/** Where in a chain the bookmark was found. */
export interface Found {
  readonly segment: Segment;
  readonly prefix: KnownPrefix<Point>;
  /**
   * `exact`: the file goes on from the bookmark. `common`: it shares only an earlier line end of the segment that
   * was being read. `left`: it is, or begins as, a segment that had been left.
   */
  readonly kind: 'exact' | 'common' | 'left';
}

/**
 * Looks for the bookmark in a chain's plain files, newest first. The newest file that goes on from it counts; else
 * the one that shares most of what was last read; else the newest one that begins as a segment left before.
 */
export async function locate(
  newestFirst: readonly Segment[],
  bookmark: Bookmark,
): Promise<Found | undefined> {
  let best: Found | undefined;
  for (const segment of newestFirst) {
    const { size } = await segment.handle.stat();
    const found = await locateIn(segment, bytesOf(segment.handle, 0, size), bookmark);
    if (found?.kind === 'exact') return found;
    if (found !== undefined && isBetter(found, best)) best = found;
  }
  return best;
}

/** The bookmark in one file's content. */
export async function locateIn(
  segment: Segment,
  content: AsyncIterable<Buffer>,
  bookmark: Bookmark,
): Promise<Found | undefined> {
  const prefix = await knownPrefix<Point>(content, [...bookmark.ends, ...bookmark.left]);
  if (prefix === undefined) return undefined;
  const last = bookmark.ends.at(-1);
  const isOf = (points: readonly Point[]): boolean => points.some((point) => samePoint(point, prefix.point));
  if (last !== undefined && samePoint(last, prefix.point)) return { segment, prefix, kind: 'exact' };
  return { segment, prefix, kind: isOf(bookmark.ends) ? 'common' : 'left' };
}

function isBetter(found: Found, best: Found | undefined): boolean {
  if (best === undefined) return true;
  if (found.kind === 'left' || best.kind === 'left') return found.kind !== 'left' && best.kind === 'left';
  return found.prefix.point.offset > best.prefix.point.offset;
}
