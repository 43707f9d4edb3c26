/**
 * Where a log has been read up to, told by content. Names and inodes of the executor's files come and go; what was
 * read does not. A bookmark is a fold over steps, so that a journal of steps is enough to have it again.
 */

/** A place in a segment: so many bytes from its start, and what they were. */
export interface Point {
  readonly offset: number;
  /** 32 hex digits of the SHA-256 of all bytes before it. */
  readonly hash: string;
}

/** The end of a line that was read. */
export interface LineEnd extends Point {
  /** 32 hex digits of the SHA-256 of the line. */
  readonly line: string;
}

export interface Bookmark {
  /** Ends of the last lines read of the segment now being read, oldest first. */
  readonly ends: readonly LineEnd[];
  /** Where earlier segments were left, and the last line ends before that, oldest first. */
  readonly left: readonly Point[];
  /** Lines that were read and then vanished from the file: they are passed over should they come again. */
  readonly vanished: readonly string[];
}

export type OffsetMove =
  /** Lines were read. */
  | { readonly step: 'read'; readonly ends: readonly LineEnd[] }
  /** The file now differs from here on: what had been read beyond vanished. */
  | { readonly step: 'back'; readonly offset: number }
  /** The segment is done; the next one begins. */
  | { readonly step: 'left' }
  /** More was read of a segment that had been left at `from`, or of one before the one being read. */
  | { readonly step: 'rest'; readonly from: Point; readonly to: Point };

// So that 512 lines can vanish and the line before them is known still.
const ENDS_KEPT = 513;
// Of a segment that was left: another writer may bring it back without its last lines.
const ENDS_LEFT = 8;
const SEGMENTS_LEFT_BEYOND_BACKUPS = 8;

/** Nothing read yet. */
export const UNREAD: Bookmark = { ends: [], left: [], vanished: [] };

/** The bookmark after a step. `backups` is how many rotated segments the executor keeps. */
export function advance(bookmark: Bookmark, move: OffsetMove, backups: number): Bookmark {
  switch (move.step) {
    case 'read':
      return {
        ...bookmark,
        ends: [...bookmark.ends, ...move.ends].slice(-ENDS_KEPT),
        vanished: without(bookmark.vanished, move.ends),
      };
    case 'back': {
      const gone = bookmark.ends.filter(({ offset }) => offset > move.offset);
      return {
        ...bookmark,
        ends: bookmark.ends.filter(({ offset }) => offset <= move.offset),
        vanished: [...bookmark.vanished, ...gone.map(({ line }) => line)].slice(-ENDS_KEPT),
      };
    }
    case 'left': {
      const left = bookmark.ends.slice(-ENDS_LEFT).map(({ offset, hash }) => ({ offset, hash }));
      return { ends: [], left: latest([...bookmark.left, ...left], backups), vanished: [] };
    }
    case 'rest': {
      const at = bookmark.left.findIndex((point) => samePoint(point, move.from));
      const left = at < 0 ? [...bookmark.left, move.to] : bookmark.left.with(at, move.to);
      return { ...bookmark, left: latest(left, backups) };
    }
    default:
      return move satisfies never;
  }
}

/** The lines still to be passed over, once these ends have been read: each vanished line stands for one. */
function without(vanished: readonly string[], ends: readonly LineEnd[]): readonly string[] {
  if (vanished.length === 0) return vanished;
  const rest = [...vanished];
  for (const { line } of ends) {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
}

function latest(left: readonly Point[], backups: number): readonly Point[] {
  return left.slice(-ENDS_LEFT * (backups + SEGMENTS_LEFT_BEYOND_BACKUPS));
}

export function samePoint(a: Point, b: Point): boolean {
  return a.offset === b.offset && a.hash === b.hash;
}

/** Whether anything was ever read. */
export function isUnread(bookmark: Bookmark): boolean {
  return bookmark.ends.length === 0 && bookmark.left.length === 0;
}
