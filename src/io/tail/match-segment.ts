import type { Segment } from '../logs/log-chain';
import { samePoint, type Bookmark, type Point } from './offset/bookmark';
import { knownPrefix, type KnownPrefix } from './offset/known-prefix';
import { hasNewline, type NewlineSearch } from './offset/newline-search';
import { startOfSegment, type Position } from './offset/position';
import { contentOf } from './offset/segment-content';

const NEWLINE = 0x0a;

/** A segment of the chain, and how to read its content. */
export interface SegmentSource {
  readonly segment: Segment;
  readonly content: (start: number) => AsyncIterable<Buffer>;
  /** Nothing will be appended to it: bytes after the last newline are its last line. */
  readonly closed: boolean;
  /** Why its content ends early, if it does. */
  readonly damage?: string;
}

/** How far the bookmark knows the content of one segment. */
export interface SegmentMatch extends SegmentSource {
  /**
   * `exact`: it holds all that was read of the segment in progress. `common`: it holds only an earlier part of that.
   * `left`: it begins with a segment that was finished before. `new`: the bookmark knows nothing of it.
   */
  readonly kind: 'exact' | 'common' | 'left' | 'new';
  /** Where the known content ends. */
  readonly position: Position;
  /** At least one whole line follows the known content. */
  readonly unread: boolean;
}

/** The segment as it is on disk. */
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

// A point without a newline before it is the end of a finished segment: further bytes would change its last line.
async function knownLines(source: SegmentSource, points: readonly Point[]): Promise<KnownPrefix | undefined> {
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
