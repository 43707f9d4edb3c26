import type { Line } from '../lines/line-splitter';
import type { Segment } from '../logs/log-chain';
import { advance, type Bookmark, type LineEnd, type Point, type OffsetMove } from './offset/bookmark';
import { statInPlace } from '../files/in-place';
import { isCurrent, type SegmentSource } from './match-segment';
import { pointOf, startOfSegment, type Position } from './offset/position';
import { readLines, type LineRun } from './offset/read-lines';
import { intactness } from './offset/segment-content';
import type { TailCounters, TailNews } from './tail-news';
import type { ToldHole } from './told-hole';
import type { Place } from '../decode/row-reader';

/** Lines of a log, and the offset moves that reading them makes. The lines are valid until the next poll step. */
export interface PolledLines {
  readonly place: Place;
  readonly lines: readonly Line[];
  readonly moves: readonly OffsetMove[];
}

export interface SegmentSettings {
  readonly stem: string;
  /** Rotated segments the executor keeps. */
  readonly backups: number;
  readonly maxLineBytes: number;
}

/** A segment, and the position to read it from. */
export interface From extends SegmentSource {
  readonly position: Position;
}

/** What is reported with the first lines of a segment. */
export interface SegmentOpening {
  readonly moves: readonly OffsetMove[];
  readonly news: TailNews | undefined;
  /** The hole before it, as far as it is known. */
  readonly hole?: Omit<ToldHole, 'before'> | undefined;
}

/** The file was truncated, and grew again, while it was read. */
export class FileChanged extends Error {}

/** Reads segments from given positions and advances the bookmark: by each step's lines, when they are handed out. */
export class SegmentReader {
  /** The read position in the current file; undefined while another segment is in progress. */
  position: Position | undefined;
  /** Unread bytes of the current file. */
  lagBytes = 0;
  /** Unread bytes of the former current file, once another has taken its place. */
  missedBytes = 0;
  /** The inode that the current file had when it was last read. */
  inode = -1;
  private currentInode = -1;

  constructor(
    private readonly settings: SegmentSettings,
    private readonly counters: TailCounters,
    private mark: Bookmark,
    private readonly tell: (news: TailNews) => void,
  ) {}

  get bookmark(): Bookmark {
    return this.mark;
  }

  /** Reads the segment in progress, or begins one. `notePosition` must have been called for the current file. */
  async *read(source: From, opening?: SegmentOpening): AsyncGenerator<PolledLines> {
    const { segment, position: from } = source;
    const isRead = isCurrent(segment);
    let { offset } = from;
    let first = opening;
    for await (const { lines, ends, position } of this.lineRuns(source, source.closed)) {
      if (first?.news !== undefined) this.tell({ ...first.news, hole: holeBefore(ends[0], first.hole) });
      const moves = first?.moves ?? [];
      const unseen = this.unseen(lines, ends, this.after(moves).vanished);
      const polled = this.polled(segment, unseen, [...moves, { step: 'read', ends }]);
      first = undefined;
      const bytes = position.offset - offset;
      this.counters.bytes += bytes;
      this.position = isRead ? position : undefined;
      this.missedBytes = 0;
      if (isRead) {
        this.lagBytes = Math.max(0, this.lagBytes - bytes);
        this.inode = this.currentInode;
      }
      ({ offset } = position);
      yield polled;
    }
  }

  /** Reads lines added to a segment after it was finished at `known`; with `toEnd` also bytes after the last newline. */
  async *readBackfill(source: From, known: Point, toEnd: boolean): AsyncGenerator<PolledLines> {
    let at = known;
    for await (const { lines, position } of this.lineRuns(source, toEnd)) {
      const to = pointOf(position);
      // If the unfinished last line is completed later, the place where it begins is still known.
      const isWhole = lines.every(({ ended }) => ended);
      const from = isWhole ? at : pointOf(startOfSegment());
      const polled = this.polled(source.segment, lines, [{ step: 'rest', from, to }]);
      at = to;
      yield polled;
    }
  }

  /** Rewinds to an earlier line end: the lines read beyond it have vanished. */
  rewind(segment: Segment, offset: number): PolledLines {
    this.counters.vanished_lines += this.mark.ends.filter((end) => end.offset > offset).length;
    this.position = undefined;
    return this.polled(segment, [], [{ step: 'back', offset }]);
  }

  /** Notes how far the current file is known. `isRead`: it is the segment in progress. */
  notePosition({ handle }: Segment, position: Position, isRead: boolean): void {
    const { size, ino } = statInPlace(handle);
    this.lagBytes = Math.max(0, size - position.offset);
    this.currentInode = ino;
    if (!isRead) return;
    this.inode = ino;
    this.missedBytes = 0;
    this.position = position;
  }

  /** The current file no longer matches what was read. */
  forgetPosition(): void {
    if (this.position !== undefined) this.missedBytes = this.lagBytes;
    this.position = undefined;
  }

  private async *lineRuns({ segment, content, position }: From, toEnd: boolean): AsyncGenerator<LineRun> {
    const isIntact = intactness(segment);
    let before = position;
    for await (const stretch of readLines(
      content(position.offset),
      position,
      this.settings.maxLineBytes,
      toEnd,
    )) {
      if (!isIntact(before) || !isIntact(stretch.position))
        throw new FileChanged(`${segment.file} changed while it was read`);
      before = stretch.position;
      yield stretch;
    }
  }

  // Without the lines that were read once before they vanished and were appended again.
  private unseen(
    lines: readonly Line[],
    ends: readonly LineEnd[],
    vanished: readonly string[],
  ): readonly Line[] {
    const gone = [...vanished];
    const unseen = lines.filter((_, i) => {
      const at = gone.indexOf(ends[i]?.line ?? '');
      if (at >= 0) gone.splice(at, 1);
      return at < 0;
    });
    this.counters.dedup_lines += lines.length - unseen.length;
    return unseen;
  }

  private polled(segment: Segment, lines: readonly Line[], moves: readonly OffsetMove[]): PolledLines {
    this.mark = this.after(moves);
    this.counters.lines += lines.length;
    const place = { source: this.settings.stem, file: segment.file, segment: segment.number };
    return { place, lines, moves };
  }

  private after(moves: readonly OffsetMove[]): Bookmark {
    return moves.reduce((mark, move) => advance(mark, move, this.settings.backups), this.mark);
  }
}

function holeBefore(line: LineEnd | undefined, hole: SegmentOpening['hole']): ToldHole | undefined {
  if (line === undefined || hole === undefined) return undefined;
  const { after, files } = hole;
  return { after, before: { offset: line.offset, hash: line.hash }, files };
}
