/**
 * The offset of a log's consumer, identified by content: file names and inodes change at every rotation, the bytes that
 * were read do not. A bookmark is a fold over offset moves, so a journal of moves restores it.
 */

/** A byte offset in a segment, with the hash of everything before it. */
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
  /** The ends of the last lines read of the segment in progress, oldest first. */
  readonly ends: readonly LineEnd[];
  /** Where earlier segments were finished, with the last line ends before that, oldest first. */
  readonly left: readonly Point[];
  /** Hashes of lines that were read and then vanished from the file: if they are appended again they are skipped. */
  readonly vanished: readonly string[];
}

export type OffsetMove =
  /** Lines were read. */
  | { readonly step: 'read'; readonly ends: readonly LineEnd[] }
  /** The file differs from here on: the lines read beyond this offset vanished. */
  | { readonly step: 'back'; readonly offset: number }
  /** The segment is finished; the next one begins. */
  | { readonly step: 'left' }
  /** Late lines were read of a segment that was finished at `from`. */
  | { readonly step: 'rest'; readonly from: Point; readonly to: Point };

// Enough that after 512 vanished lines the line before them is still known.
const ENDS_KEPT = 513;
// Of a finished segment: another writer may restore it without its last lines.
const ENDS_LEFT = 8;
const SEGMENTS_LEFT_BEYOND_BACKUPS = 8;

/** Nothing read yet. */
export const UNREAD: Bookmark = { ends: [], left: [], vanished: [] };

/** The bookmark after a move. `backups`: how many rotated segments the executor keeps. */
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

/**
 * Moves from a bookmark to the same one, without the line ends that later ones push out of it. Where lines vanished all
 * stay: an end says which of them was read again.
 */
export function withoutPassedEnds(moves: readonly OffsetMove[], from: Bookmark): readonly OffsetMove[] {
  if (from.vanished.length > 0 || moves.some(({ step }) => step === 'back')) return moves;
  const kept: OffsetMove[] = [];
  let room = ENDS_KEPT;
  for (const move of moves.toReversed()) {
    if (move.step === 'left') room = ENDS_LEFT;
    if (move.step !== 'read') kept.push(move);
    else if (room > 0) {
      const ends = move.ends.slice(-room);
      room -= ends.length;
      kept.push({ ...move, ends });
    }
  }
  return kept.reverse();
}

/** The lines still to be skipped once these line ends were read: each vanished line is skipped once. */
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
