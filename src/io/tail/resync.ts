import type { Segment } from '../logs/log-chain';
import { ArchiveWatch } from './archive-watch';
import { isUnread, samePoint, type Point } from './offset/bookmark';
import { Debounce } from './debounce';
import {
  isCurrent,
  matchSegment,
  segmentSource,
  type SegmentMatch,
  type SegmentSource,
} from './match-segment';
import { moveNews, type Move } from './move-news';
import type { NewlineSearch } from './offset/newline-search';
import { pointOf, startOfSegment } from './offset/position';
import { resumePlanOf, type ResumePlan } from './resume-plan';
import type { PolledLines, SegmentOpening, SegmentReader } from './segment-reader';
import type { TailNews } from './tail-news';
import { isPutBack, type ToldHole } from './told-hole';
import { unreadHoles } from './unread-holes';

const SURE_AFTER_MS = 100;
// A rotation moves one segment after the other: each is away for a moment.
const HOLE_AFTER_MS = 5000;

/** Finds what was being read in the whole chain of segments, and reads from there to the newest one. */
export class Resync {
  /** Segments with unread lines at the last scan of the chain. */
  lagSegments = 0;
  private readonly debounce = new Debounce();
  private readonly holes = new Debounce();
  private readonly archives = new ArchiveWatch();

  constructor(
    private readonly stem: string,
    private readonly reader: SegmentReader,
    private readonly newlines: NewlineSearch,
    private readonly tell: (news: TailNews) => void,
    private readonly holesTold: () => readonly ToldHole[],
  ) {}

  /**
   * Reads the open chain, oldest segment first. False if the observation must be made once more. With `settled`,
   * nothing more is awaited of the segment finished last: bytes after its last newline are its last line.
   */
  async *read(
    chain: readonly Segment[],
    nowMs: number,
    settled: boolean,
  ): AsyncGenerator<PolledLines, boolean> {
    const plain = await this.matchAll(chain.filter(({ gzip }) => !gzip).map(segmentSource));
    const files = await this.withArchive(
      plain,
      chain.find(({ gzip }) => gzip),
      nowMs,
    );
    if (files === undefined) return false;
    this.lagSegments = files.filter(({ unread }) => unread).length;
    const plan = resumePlanOf(files);
    const unconfirmed = isUnread(this.reader.bookmark) ? undefined : plan.unconfirmed;
    if (unconfirmed !== undefined && !this.debounce.isStable(unconfirmed, nowMs, SURE_AFTER_MS)) return false;
    const holes = unreadHoles(this.stem, files, plan);
    if (holes.size === 0) this.holes.reset();
    else if (!this.holes.isStable('hole', nowMs, HOLE_AFTER_MS)) return false;
    yield* this.readOlder(files, plan, settled);
    yield* this.readOnward(files, plan, holes);
    await this.tellPutBack(files);
    this.debounce.reset();
    return true;
  }

  // The rows of the files that were put back are read by now.
  private async tellPutBack(files: readonly SegmentMatch[]): Promise<void> {
    const holes = this.holesTold();
    for (const hole of holes) if (!(await isPutBack(this.stem, hole, files))) return;
    if (holes.length === 0) return;
    const detail = 'the files that were missing were put back, and are read';
    this.tell({ event: 'put_back', detail, incomplete: false });
  }

  private async matchAll(sources: readonly SegmentSource[]): Promise<readonly SegmentMatch[]> {
    const files: SegmentMatch[] = [];
    for (const source of sources) files.push(await matchSegment(source, this.reader.bookmark, this.newlines));
    return files;
  }

  // If the oldest plain segment was finished before, the archive holds nothing new. Undefined: the archive must be awaited.
  private async withArchive(
    plain: readonly SegmentMatch[],
    archive: Segment | undefined,
    nowMs: number,
  ): Promise<readonly SegmentMatch[] | undefined> {
    if (archive === undefined || plain[0]?.kind === 'left') return plain;
    // A broken archive is still being made from the last plain segment, if that one is there.
    const isNeeded =
      resumePlanOf(plain).found === 'nothing' &&
      !plain.some(({ segment }) => segment.number === archive.number);
    const source = await this.archives.source(archive, isNeeded, nowMs);
    if (source === undefined) return isNeeded ? undefined : plain;
    return [await matchSegment(source, this.reader.bookmark, this.newlines), ...plain];
  }

  // A writer that still holds a rotated file open may have added lines to it.
  private async *readOlder(
    files: readonly SegmentMatch[],
    { resumeAt, found }: ResumePlan,
    settled: boolean,
  ): AsyncGenerator<PolledLines> {
    const isHere = found === 'exact' || found === 'common';
    const isLeaving = files.slice(isHere ? resumeAt + 1 : resumeAt).some(({ unread }) => unread);
    for (const [i, file] of files.slice(0, resumeAt).entries()) {
      const isDone = file.closed || settled || isLeaving || i < resumeAt - 1;
      const toEnd = isDone && file.damage === undefined;
      yield* this.reader.readBackfill(file, knownOf(file, files), toEnd);
      if (file.unread) this.lagSegments--;
    }
  }

  private async *readOnward(
    files: readonly SegmentMatch[],
    { resumeAt, found }: ResumePlan,
    holes: ReturnType<typeof unreadHoles>,
  ): AsyncGenerator<PolledLines> {
    const { reader } = this;
    reader.forgetPosition();
    let from: Segment | undefined;
    let missing: readonly string[] = [];
    for (const seen of files.slice(resumeAt)) {
      if (seen.damage !== undefined)
        this.tell({
          event: 'archive_damaged',
          detail: `${seen.segment.file}: ${seen.damage}`,
          incomplete: true,
        });
      missing = [...missing, ...(holes.get(seen) ?? [])];
      const isBack = seen === files[resumeAt] && found === 'common';
      if (isBack) yield this.rewind(seen);
      // The lines read of the segments before may match more of this one.
      const file = seen === files[resumeAt] ? seen : await matchSegment(seen, reader.bookmark, this.newlines);
      const goesOn = isBack || file.kind === 'exact';
      if (isCurrent(file.segment)) reader.notePosition(file.segment, file.position, goesOn);
      const before = reader.bookmark;
      if (goesOn) yield* reader.read(file, this.resumption(file));
      else if (file.unread || file.closed)
        yield* reader.read(
          file,
          this.opening(file, {
            from,
            before: files[resumeAt - 1],
            found,
            isAlone: files.length === 1,
            missing,
          }),
        );
      if (goesOn || reader.bookmark !== before) {
        from = file.segment;
        missing = [];
      }
      if (seen.unread) this.lagSegments--;
    }
  }

  private rewind({ segment, position: { offset }, unread }: SegmentMatch): PolledLines {
    const gone = this.reader.bookmark.ends.filter((end) => end.offset > offset).length;
    const detail = `${gone} lines after byte ${offset} of ${segment.file} vanished`;
    this.tell({ event: unread ? 'fork' : 'rollback', detail, incomplete: false });
    return this.reader.rewind(segment, offset);
  }

  private resumption({ segment, position }: SegmentMatch): SegmentOpening | undefined {
    if (!segment.gzip) return undefined;
    const detail = `goes on in ${segment.file} at ${position.offset}`;
    return { moves: [], news: { event: 'archive', detail, incomplete: false } };
  }

  private opening(
    to: SegmentMatch,
    {
      before,
      ...how
    }: Pick<Move, 'from' | 'found' | 'isAlone' | 'missing'> & { before: SegmentMatch | undefined },
  ): SegmentOpening {
    const { bookmark, inode, missedBytes } = this.reader;
    const news = moveNews({ stem: this.stem, to, ...how, bookmark, inode, missedBytes });
    // What was read last lies before the hole, or what was finished before that.
    const after = how.from === undefined ? before && pointOf(before.position) : bookmark.ends.at(-1);
    const hole = after && { after: { offset: after.offset, hash: after.hash }, files: how.missing.length };
    return {
      moves: isUnread(bookmark) ? [] : [{ step: 'left' }],
      news,
      ...(how.missing.length > 0 && { hole }),
    };
  }
}

// Where a finished segment ended that has more lines now. If a copy of it is in the chain too, the point stays with the copy.
function knownOf(file: SegmentMatch, files: readonly SegmentMatch[]): Point {
  const known = pointOf(file.position);
  const isShared = files.some((other) => other !== file && samePoint(pointOf(other.position), known));
  return isShared ? pointOf(startOfSegment()) : known;
}
