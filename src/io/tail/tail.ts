import { join } from 'node:path';
import { reasonOf } from '../files/failures';
import { statInPlace } from '../files/in-place';
import { closeAll, openChain, type Segment } from '../logs/log-chain';
import { openRegularInPlace } from '../files/open-file';
import { UNREAD, type Bookmark } from './offset/bookmark';
import { Resync } from './resync';
import { RescanPolicy, type ChainStats } from './rescan-policy';
import { segmentSource } from './match-segment';
import { NewlineSearch } from './offset/newline-search';
import { matchesGuard, startOfSegment } from './offset/position';
import { FileChanged, SegmentReader, type SegmentSettings } from './segment-reader';
import { countNews, noCounts, type TailNews } from './tail-news';
import type { PolledLines } from './polled-lines';

export type { PolledLines } from './polled-lines';

/** How a poll ended. Only after `drained` has everything been read that was there when it began. */
export type PollOutcome =
  | { readonly kind: 'drained'; readonly missing: boolean }
  /** What was found must be seen twice before it is believed. */
  | { readonly kind: 'unsure' }
  | { readonly kind: 'unreadable'; readonly message: string };

export interface TailSettings extends SegmentSettings {
  readonly dir: string;
  readonly onNews: (news: TailNews) => void;
}

/**
 * Follows one log through whatever happens to its files. Which file holds what was read, and how far, is told by
 * content alone: a file goes on from the bookmark when its first bytes are the ones that were read.
 */
export class Tail {
  readonly counters = noCounts();
  private readonly reader: SegmentReader;
  private readonly resync: Resync;
  private readonly newlines = new NewlineSearch();
  private readonly paths: readonly [current: string, ...older: string[]];
  private readonly rescans: RescanPolicy;
  private openSegments: readonly Segment[] = [];
  // The current file when all of it was read.
  private drainedAt: string | undefined;

  constructor(
    private readonly settings: TailSettings,
    bookmark: Bookmark = UNREAD,
  ) {
    const { dir, stem, backups } = settings;
    const older = Array.from({ length: backups }, (_, n) => join(dir, `${stem}.${n + 1}.jsonl`));
    this.paths = [join(dir, `${stem}.jsonl`), ...older];
    this.rescans = new RescanPolicy(this.paths);
    this.reader = new SegmentReader(settings, this.counters, bookmark);
    this.resync = new Resync(this.reader, this.newlines, (news) => {
      countNews(this.counters, news.event);
      settings.onNews(news);
    });
  }

  get offset(): number {
    return this.reader.bookmark.ends.at(-1)?.offset ?? 0;
  }

  /** Bytes of the current file that are not read: an unfinished last line, or a backlog. */
  get lagBytes(): number {
    return this.reader.lagBytes;
  }

  /** Segments with something to read, when the chain was last looked through. */
  get lagSegments(): number {
    return this.resync.lagSegments;
  }

  /**
   * Reads what is there. Each turn counts as read once it has been given out. Never throws. A poll that is given up
   * may be followed by another; one at a time.
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

  /** Lets go of what a poll that was given up holds open. */
  async close(): Promise<void> {
    const { openSegments } = this;
    this.openSegments = [];
    await closeAll(openSegments);
  }

  private async *look(nowMs: number): AsyncGenerator<PolledLines, PollOutcome> {
    const stats = this.rescans.stat(nowMs);
    const outcome = { kind: 'drained', missing: stats.current === '' } as const;
    const isDue = this.rescans.isDue(stats);
    if (!isDue && stats.current === this.drainedAt) return outcome;
    if (isDue) this.newlines.forget();
    const isRead = !isDue && ((yield* this.readCurrent()) || !(await this.mayHaveLines()));
    if (!isRead && !(yield* this.resyncChain(stats))) return { kind: 'unsure' };
    this.drainedAt = stats.current;
    return outcome;
  }

  // The everyday case: the current file goes on from the position. False when it does not.
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

  // What was read is not in the current file. While that has no line, nothing depends on where it is.
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

  // A file that cannot be opened keeps the chain from being looked through, but not the current one from being read.
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
