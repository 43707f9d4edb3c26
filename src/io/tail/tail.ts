import { join } from 'node:path';
import { reasonOf } from '../files/failures';
import { statInPlace } from '../files/in-place';
import { closeAll, openChain, segmentFile, type Segment } from '../logs/log-chain';
import { openRegularInPlace } from '../files/open-file';
import { LogDirectory } from './log-directory';
import { isUnread, UNREAD, type Bookmark } from './offset/bookmark';
import { Resync } from './resync';
import { RescanPolicy, type ChainStats } from './rescan-policy';
import { segmentSource } from './match-segment';
import { NewlineSearch } from './offset/newline-search';
import { matchesGuard, startOfSegment } from './offset/position';
import { FileChanged, SegmentReader, type PolledLines, type SegmentSettings } from './segment-reader';
import type { ToldHole } from './told-hole';
import { countNews, NO_COUNTS, type TailCounters, type TailNews } from './tail-news';

/** How a poll ended. After `drained`, everything that was there when the poll began has been read. */
export type PollOutcome =
  | { readonly kind: 'drained'; readonly missing: boolean }
  /** An unusual observation must be made twice before it is acted on. */
  | { readonly kind: 'unsure' }
  | { readonly kind: 'unreadable'; readonly message: string };

export interface TailSettings extends SegmentSettings {
  readonly dir: string;
  readonly onNews: (news: TailNews) => void;
  /** The holes that were told of; once all of their files are put back and read, that is news. None by default. */
  readonly holesTold?: () => readonly ToldHole[];
}

/**
 * Follows one log through rotation, truncation, replacement and archiving. Segments are recognised by content alone:
 * a file continues the bookmark if it begins with the bytes that were read.
 */
export class Tail {
  readonly counters: TailCounters = { ...NO_COUNTS };
  private readonly reader: SegmentReader;
  private readonly resync: Resync;
  private readonly newlines = new NewlineSearch();
  private readonly paths: readonly [current: string, ...older: string[]];
  private readonly rescans: RescanPolicy;
  private readonly directory: LogDirectory;
  private openSegments: readonly Segment[] = [];
  // The signature of the current file when all of it had been read.
  private drainedAt: string | undefined;

  constructor(
    private readonly settings: TailSettings,
    bookmark: Bookmark = UNREAD,
  ) {
    const { dir, stem, backups } = settings;
    const older = Array.from({ length: backups }, (_, n) => join(dir, segmentFile(stem, n + 1)));
    this.paths = [join(dir, segmentFile(stem, 0)), ...older];
    this.rescans = new RescanPolicy(this.paths);
    this.directory = new LogDirectory(dir);
    const tell = (news: TailNews): void => {
      countNews(this.counters, news.event);
      settings.onNews(news);
    };
    this.reader = new SegmentReader(settings, this.counters, bookmark, tell);
    this.resync = new Resync(stem, this.reader, this.newlines, tell, settings.holesTold ?? (() => []));
  }

  get offset(): number {
    return this.reader.bookmark.ends.at(-1)?.offset ?? 0;
  }

  /** Unread bytes of the current file: an unfinished last line, or a backlog. */
  get lagBytes(): number {
    return this.reader.lagBytes;
  }

  /** Segments with unread lines at the last scan of the chain. */
  get lagSegments(): number {
    return this.resync.lagSegments;
  }

  /**
   * Reads what is there. Lines count as read once they have been yielded. Never throws. A poll may be abandoned and
   * another begun; one at a time.
   */
  async *poll(nowMs: number): AsyncGenerator<PolledLines, PollOutcome> {
    this.counters.polls++;
    try {
      await this.close();
      return yield* this.look(nowMs);
    } catch (error) {
      if (error instanceof FileChanged) {
        this.counters.verify_failures++;
        return { kind: 'unsure' };
      }
      this.counters.unreadable++;
      return { kind: 'unreadable', message: reasonOf(error) };
    }
  }

  /** Closes the files that an abandoned poll holds open. */
  async close(): Promise<void> {
    const { openSegments } = this;
    this.openSegments = [];
    await closeAll(openSegments);
  }

  private async *look(nowMs: number): AsyncGenerator<PolledLines, PollOutcome> {
    const stats = this.rescans.stat(nowMs);
    const absence = this.absence(stats);
    if (absence !== undefined) throw new Error(absence);
    const outcome = { kind: 'drained', missing: stats.current === '' } as const;
    const isDue = this.rescans.isDue(stats);
    if (!isDue && stats.current === this.drainedAt) return outcome;
    if (stats.hasFiles) this.directory.noteLog();
    if (isDue) this.newlines.forget();
    const isRead = !isDue && ((yield* this.readCurrent()) || !(await this.mayHaveLines()));
    if (!isRead && !(yield* this.resyncChain(stats))) return { kind: 'unsure' };
    this.drainedAt = stats.current;
    return outcome;
  }

  // A log that was never read may not exist yet.
  private absence({ hasFiles }: ChainStats): string | undefined {
    return hasFiles || isUnread(this.reader.bookmark) ? undefined : this.directory.absence();
  }

  // The everyday case: the current file continues at the position. False if it does not.
  private async *readCurrent(): AsyncGenerator<PolledLines, boolean> {
    const { position } = this.reader;
    if (position === undefined) return false;
    const segment = this.openCurrent();
    if (segment === undefined) return false;
    try {
      if (!matchesGuard(segment.handle, position)) {
        this.counters.verify_failures++;
        this.reader.forgetPosition();
        return false;
      }
      this.reader.notePosition(segment, position, true);
      if (await this.newlines.findsIn(segment.handle, position.offset))
        yield* this.reader.read({ ...segmentSource(segment), position });
      return true;
    } finally {
      await segment.handle.close();
    }
  }

  // The current file is not the segment in progress. As long as it has no whole line, finding that segment can wait.
  private async mayHaveLines(): Promise<boolean> {
    const segment = this.openCurrent();
    if (segment === undefined) return false;
    try {
      this.reader.notePosition(segment, startOfSegment(), false);
      return await this.newlines.findsIn(segment.handle, 0);
    } finally {
      await segment.handle.close();
    }
  }

  private openCurrent(): Segment | undefined {
    const handle = openRegularInPlace(this.paths[0]);
    if (handle === undefined) return undefined;
    const segment = { file: `${this.settings.stem}.jsonl`, number: 0, handle, gzip: false };
    this.openSegments = [segment];
    return segment;
  }

  private async *resyncChain(stats: ChainStats): AsyncGenerator<PolledLines, boolean> {
    this.counters.chain_scans++;
    const chain = yield* this.openChain();
    this.openSegments = chain;
    try {
      const sizes = chain.map(({ handle }) => statInPlace(handle).size);
      const isSure = yield* this.resync.read(chain, stats.atMs, stats.isSettled);
      if (isSure)
        this.rescans.noteRescan(
          stats,
          sizes.reduce((sum, size) => sum + size, 0),
        );
      return isSure;
    } finally {
      await closeAll(chain);
    }
  }

  // If one file of the chain cannot be opened the chain cannot be scanned, but the current file can still be read.
  private async *openChain(): AsyncGenerator<PolledLines, readonly Segment[]> {
    const { dir, stem, backups } = this.settings;
    try {
      return await openChain(dir, stem, backups);
    } catch (error) {
      yield* this.readCurrent();
      throw error;
    }
  }
}
