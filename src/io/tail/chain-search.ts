import type { Segment } from '../logs/log-chain';
import { ArchiveWatch } from './archive-watch';
import { isUnread, samePoint, type Point } from './offset/bookmark';
import { Doubt } from './doubt';
import { isCurrent, locate, sourceOf, type Sighting, type Source } from './locate';
import { moveNews } from './move-news';
import type { NewlineSearch } from './offset/newline-search';
import { pointOf, startOfSegment } from './offset/position';
import { routeOf, type Route } from './route';
import type { Opening, SegmentReader } from './segment-reader';
import type { TailNews } from './tail-news';
import type { Turn } from './turn';

const SURE_AFTER_MS = 100;

/** ScanCursor what was being read in a whole chain, and reads from there to its newest file. */
export class ChainSearch {
  /** Segments with something to read, when a chain was last looked through. */
  lagSegments = 0;
  private readonly doubt = new Doubt();
  private readonly archives = new ArchiveWatch();

  constructor(
    private readonly reader: SegmentReader,
    private readonly newlines: NewlineSearch,
    private readonly tell: (news: TailNews) => void,
  ) {}

  /**
   * Reads a chain that is held open, oldest file first. False when what was found must be seen once more. Once
   * `settled`, nothing more is awaited of the segment left last: what no newline ends is its last line.
   */
  async *read(chain: readonly Segment[], nowMs: number, settled: boolean): AsyncGenerator<Turn, boolean> {
    const plain = await this.locateAll(chain.filter(({ gzip }) => !gzip).map(sourceOf));
    const files = await this.withArchive(
      plain,
      chain.find(({ gzip }) => gzip),
      nowMs,
    );
    if (files === undefined) return false;
    this.lagSegments = files.filter(({ unread }) => unread).length;
    const route = routeOf(files);
    const doubt = isUnread(this.reader.bookmark) ? undefined : route.doubt;
    if (doubt !== undefined && !this.doubt.isOver(doubt, nowMs, SURE_AFTER_MS)) return false;
    yield* this.readOlder(files, route, settled);
    yield* this.readOnward(files, route);
    this.doubt.clear();
    return true;
  }

  private async locateAll(sources: readonly Source[]): Promise<readonly Sighting[]> {
    const files: Sighting[] = [];
    for (const source of sources) files.push(await locate(source, this.reader.bookmark, this.newlines));
    return files;
  }

  // A last file that had been left makes the archive a thing of the past. Undefined: it must be awaited.
  private async withArchive(
    plain: readonly Sighting[],
    archive: Segment | undefined,
    nowMs: number,
  ): Promise<readonly Sighting[] | undefined> {
    if (archive === undefined || plain[0]?.kind === 'left') return plain;
    // A broken one is being made of the last plain file, if that is there.
    const isNeeded =
      routeOf(plain).found === 'nothing' && !plain.some(({ segment }) => segment.number === archive.number);
    const source = await this.archives.source(archive, isNeeded, nowMs);
    if (source === undefined) return isNeeded ? undefined : plain;
    return [await locate(source, this.reader.bookmark, this.newlines), ...plain];
  }

  // To files before the one to go on in lines may have been added, by a writer that holds one open.
  private async *readOlder(
    files: readonly Sighting[],
    { onFrom, found }: Route,
    settled: boolean,
  ): AsyncGenerator<Turn> {
    const isHere = found === 'exact' || found === 'common';
    const isLeaving = files.slice(isHere ? onFrom + 1 : onFrom).some(({ unread }) => unread);
    for (const [i, file] of files.slice(0, onFrom).entries()) {
      const isDone = file.closed || settled || isLeaving || i < onFrom - 1;
      const toEnd = isDone && file.damage === undefined;
      yield* this.reader.readAdded(file, knownOf(file, files), toEnd);
      if (file.unread) this.lagSegments--;
    }
  }

  private async *readOnward(files: readonly Sighting[], { onFrom, found }: Route): AsyncGenerator<Turn> {
    const { reader } = this;
    reader.lose();
    let from: Segment | undefined;
    for (const seen of files.slice(onFrom)) {
      if (seen.damage !== undefined)
        this.tell({
          event: 'archive_damaged',
          detail: `${seen.segment.file}: ${seen.damage}`,
          incomplete: true,
        });
      const isBack = seen === files[onFrom] && found === 'common';
      if (isBack) yield this.goBack(seen);
      // What was read of the files before tells more of this one.
      const file = seen === files[onFrom] ? seen : await locate(seen, reader.bookmark, this.newlines);
      const goesOn = isBack || file.kind === 'exact';
      if (isCurrent(file.segment)) reader.stand(file.segment, file.position, goesOn);
      const before = reader.bookmark;
      if (goesOn) yield* reader.read(file, this.resumption(file));
      else if (file.unread || file.closed)
        yield* reader.read(file, this.opening(file, from, { found, isAlone: files.length === 1 }));
      if (goesOn || reader.bookmark !== before) from = file.segment;
      if (seen.unread) this.lagSegments--;
    }
  }

  private goBack({ segment, position: { offset }, unread }: Sighting): Turn {
    const gone = this.reader.bookmark.ends.filter((end) => end.offset > offset).length;
    const detail = `${gone} lines after byte ${offset} of ${segment.file} vanished`;
    this.tell({ event: unread ? 'fork' : 'rollback', detail, incomplete: false });
    return this.reader.back(segment, offset);
  }

  private resumption({ segment, position }: Sighting): Opening | undefined {
    if (!segment.gzip) return undefined;
    const detail = `goes on in ${segment.file} at ${position.offset}`;
    return {
      steps: [],
      tell: () => {
        this.tell({ event: 'archive', detail, incomplete: false });
      },
    };
  }

  private opening(
    to: Sighting,
    from: Segment | undefined,
    how: { readonly found: Route['found']; readonly isAlone: boolean },
  ): Opening {
    const { bookmark, inode, missedBytes } = this.reader;
    const news = moveNews({ to, from, ...how, bookmark, inode, missedBytes });
    return {
      steps: isUnread(bookmark) ? [] : [{ step: 'left' }],
      tell: () => {
        if (news !== undefined) this.tell(news);
      },
    };
  }
}

// Where a segment was left that has more now. A copy of it keeps what is known of it, and so the point remains.
function knownOf(file: Sighting, files: readonly Sighting[]): Point {
  const known = pointOf(file.position);
  const isShared = files.some((other) => other !== file && samePoint(pointOf(other.position), known));
  return isShared ? pointOf(startOfSegment()) : known;
}
