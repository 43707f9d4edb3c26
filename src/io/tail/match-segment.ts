import type { Segment } from '../logs/log-chain';
import { samePoint, type Bookmark, type Point } from './offset/bookmark';
import { knownPrefix, type KnownPrefix } from './offset/known-prefix';
import { hasNewline, type NewlineSearch } from './offset/newline-search';
import { startOfSegment, type Position } from './offset/position';
import { contentOf } from './offset/segment-content';

const NEWLINE = 0x0a;

/** A file of a chain, and how its content is got at. */
export interface SegmentSource {
  readonly segment: Segment;
  readonly content: (start: number) => AsyncIterable<Buffer>;
  /** Nothing will be added to it: what no newline ends is its last line. */
  readonly closed: boolean;
  /** Why it breaks off, if it does. */
  readonly damage?: string;
}

/** How far one file of a chain is known, told by its content. */
export interface SegmentMatch extends SegmentSource {
  /**
   * `exact`: it goes on from the bookmark. `common`: it shares only an earlier line end of the segment that was being
   * read. `left`: it is, or begins as, a segment that had been left. `new`: nothing of it is known.
   */
  readonly kind: 'exact' | 'common' | 'left' | 'new';
  /** Where what is known of it ends. */
  readonly position: Position;
  /** A whole line lies beyond. */
  readonly unread: boolean;
}

/** A file as it lies there. */
export function segmentSource(segment: Segment): SegmentSource {
  return { segment, content: (start) => contentOf(segment, start), closed: segment.gzip };
}

/** Whether this is the file that the executor writes to. */
export function isCurrent({ number, gzip }: Segment): boolean {
  return number === 0 && !gzip;
}

/** Looks for the longest part of the bookmark that a file begins with. */
export async function matchSegment(
  source: SegmentSource,
  bookmark: Bookmark,
  search: NewlineSearch,
): Promise<SegmentMatch> {
  const { segment, content } = source;
  const found = await knownLines(source, [...bookmark.ends, ...bookmark.left]);
  const position = found?.position ?? startOfSegment();
  const unread = isCurrent(segment)
    ? await search.findsIn(segment.handle, position.offset)
    : await hasNewline(content(position.offset));
  const kind = found === undefined ? 'new' : kindOf(found.point, bookmark);
  return { ...source, kind, position, unread };
}

// A point that no newline precedes is the end of a segment: more bytes there are another end of the same line.
async function knownLines(
  source: SegmentSource,
  points: readonly Point[],
): Promise<KnownPrefix<Point> | undefined> {
  const found = await knownPrefix(source.content(0), points);
  if (found === undefined || found.position.guard.at(-1) === NEWLINE) return found;
  if (!(await hasMore(source.content(found.position.offset)))) return found;
  return knownLines(
    source,
    points.filter((point) => !samePoint(point, found.point)),
  );
}

async function hasMore(content: AsyncIterable<Buffer>): Promise<boolean> {
  for await (const chunk of content) if (chunk.length > 0) return true;
  return false;
}

function kindOf(point: Point, { ends }: Bookmark): SegmentMatch['kind'] {
  const last = ends.at(-1);
  if (last !== undefined && samePoint(last, point)) return 'exact';
  return ends.some((end) => samePoint(end, point)) ? 'common' : 'left';
}
