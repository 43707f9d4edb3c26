import { join } from 'node:path';
import { reasonOf } from '../failures';
import type { Line } from '../line-splitter';
import { closeAll, openChain, openRegular, type Segment } from '../log-chain';
import type { Place } from '../row-reader';
import { advance, isUnread, UNREAD, type Bookmark, type Point, type Step } from './bookmark';
import { bytesOf, knownPrefix } from './known-prefix';
import { locate, locateIn, type Found } from './locate';
import { readLines, readRemainder, startOfSegment, type Position, type Stretch } from './read-lines';
import { contentOf, hasLineAfter, holds, pointOf, positionAt } from './segment-content';
import { signatureOf } from './signature';
import { countNews, noCounts, type TailNews } from './tail-news';

/** Some lines of a log, and how its bookmark moves with them. Read the lines before asking for the next turn. */
export interface Turn {
  readonly place: Place;
  readonly lines: readonly Line[];
  readonly steps: readonly Step[];
}

/** How a poll ended. Only after `drained` has everything been read that was there when it began. */
export type Outcome =
  | { readonly kind: 'drained'; readonly missing: boolean }
  /** What was found must be seen twice before it is believed. */
  | { readonly kind: 'unsure' }
  | { readonly kind: 'unreadable'; readonly message: string };

export interface TailSettings {
  readonly dir: string;
  readonly stem: string;
  /** Rotated segments the executor keeps. */
  readonly backups: number;
  readonly maxLineBytes: number;
  readonly onNews: (news: TailNews) => void;
}

interface Settling {
  readonly segment: Segment;
  readonly untilMs: number;
  position: Position;
}

const SURE_AFTER_MS = 100;
const ROTATE_WAIT_MS = 5000;
const ARCHIVE_PATIENCE_MS = 10_000;
const VERIFY_EVERY_MS = 60_000;
const VERIFY_BYTES = 64 * 1024 * 1024;

/**
 * Follows one log through whatever happens to its files. Which file holds what was read, and how far, is told by
 * content alone: a file goes on from the bookmark when its first bytes are the ones that were read.
 */
export class Tail {
  readonly counters = noCounts();
  /** Bytes of the current file that are not read: an unfinished last line, or a backlog. */
  lagBytes = 0;
  /** Segments with something to read, when the chain was last looked through. */
  lagSegments = 0;
  private position: Position | undefined;
  private inode = 0;
  private settling: Settling[] = [];
  private drainedAt = '';
  private verifyAtMs = 0;
  private doubt: { readonly verdict: string; readonly sinceMs: number } | undefined;
  // No newline lies between the position and here: a line beyond the limit is not searched again.
  private searchedTo = 0;

  constructor(
    private readonly settings: TailSettings,
    private bookmark: Bookmark = UNREAD,
  ) {}

  get offset(): number {
    return this.bookmark.ends.at(-1)?.offset ?? 0;
  }

  /** Reads what is there. Each turn counts as read once it has been given out. Never throws. */
  async *poll(nowMs: number): AsyncGenerator<Turn, Outcome> {
    this.counters.polls++;
    try {
      yield* this.settle(nowMs);
      return yield* this.look(nowMs);
    } catch (error) {
      this.counters.unreadable++;
      this.drainedAt = '';
      return { kind: 'unreadable', message: reasonOf(error) };
    }
  }

  async close(): Promise<void> {
    await closeAll(this.settling.map(({ segment }) => segment));
    this.settling = [];
  }

  private get path(): string {
    return join(this.settings.dir, fileOf(this.settings.stem));
  }

  private async *look(nowMs: number): AsyncGenerator<Turn, Outcome> {
    const signature = await signatureOf(this.path);
    const verify = nowMs >= this.verifyAtMs;
    if (signature === this.drainedAt && !verify) return { kind: 'drained', missing: signature === '' };
    const onward = verify ? undefined : yield* this.readOn();
    const outcome = onward ?? (yield* this.searchChain(nowMs));
    this.drainedAt = outcome.kind === 'drained' ? signature : 'unknown';
    if (onward === undefined && outcome.kind === 'drained')
      this.verifyAtMs = nowMs + VERIFY_EVERY_MS * Math.max(1, this.offset / VERIFY_BYTES);
    return outcome;
  }

  // The everyday case: the current file goes on from the position. Undefined when it does not.
  private async *readOn(): AsyncGenerator<Turn, Outcome | undefined> {
    if (this.position === undefined) return undefined;
    const handle = await openRegular(this.path);
    if (handle === undefined) return undefined;
    try {
      if (!(await holds(handle, this.position))) {
        this.counters.verify_failures++;
        return undefined;
      }
      return yield* this.readSegment({ file: fileOf(this.settings.stem), number: 0, handle, gzip: false });
    } finally {
      await handle.close();
    }
  }

  // Opens the whole chain, finds the bookmark in it, and reads from there to its newest file.
  private async *searchChain(nowMs: number): AsyncGenerator<Turn, Outcome> {
    const { dir, stem, backups } = this.settings;
    this.counters.chain_scans++;
    this.searchedTo = 0;
    const chain = await openChain(dir, stem, backups);
    try {
      const plain = chain.filter(({ gzip }) => !gzip);
      const archive = chain.find(({ gzip }) => gzip);
      this.lagSegments = 0;
      if (isUnread(this.bookmark)) return yield* this.readNewer(chain, nowMs);
      const found = await locate(plain.toReversed(), this.bookmark);
      if (found?.kind === 'exact') await this.settleOlder(plain, found, nowMs);
      const outcome =
        found === undefined
          ? yield* this.searchArchive(archive, plain, nowMs)
          : yield* this.readFound(found, plain.slice(plain.indexOf(found.segment) + 1), nowMs);
      if (outcome.kind === 'drained') this.doubt = undefined;
      return outcome;
    } finally {
      const held = new Set(this.settling.map(({ segment }) => segment));
      await closeAll(chain.filter((segment) => !held.has(segment)));
    }
  }

  private async *readFound(
    { segment, prefix, kind }: Found,
    newer: readonly Segment[],
    nowMs: number,
  ): AsyncGenerator<Turn, Outcome> {
    const { offset } = prefix.point;
    if (kind === 'exact') {
      this.position = await positionAt(segment, prefix);
      if (segment.gzip) this.tell('archive', `goes on in ${segment.file} at ${offset}`);
      const outcome = yield* this.readSegment(segment);
      if (outcome.kind !== 'drained') return outcome;
      return yield* this.readNewer(newer, nowMs, segment);
    }
    if (kind === 'common') {
      if (!this.isSure(`back to ${offset}`, nowMs)) return { kind: 'unsure' };
      const gone = this.bookmark.ends.filter((end) => end.offset > offset).length;
      const { size } = await segment.handle.stat();
      this.counters.vanished_lines += gone;
      this.tell(
        size > offset ? 'fork' : 'rollback',
        `${gone} lines after byte ${offset} of ${segment.file} vanished`,
      );
      yield this.turn(segment, [], [{ step: 'back', offset }]);
      this.position = await positionAt(segment, prefix);
      const outcome = yield* this.readSegment(segment);
      if (outcome.kind !== 'drained') return outcome;
      return yield* this.readNewer(newer, nowMs, segment);
    }
    // The segment that was being read is gone; all that is newer than the one left before it is new.
    const unread = segment.number === 0 ? [segment] : newer;
    if (!(await anyLine(unread, segment.number === 0 ? offset : 0)))
      return { kind: 'drained', missing: false };
    if (!this.isSure(`left at ${offset}`, nowMs)) return { kind: 'unsure' };
    await this.tellReplaced(unread.at(-1), segment.number === 0);
    return yield* this.readNewer(unread, nowMs);
  }

  private async *searchArchive(
    archive: Segment | undefined,
    plain: readonly Segment[],
    nowMs: number,
  ): AsyncGenerator<Turn, Outcome> {
    const all = archive === undefined ? plain : [archive, ...plain];
    if (!(await anyLine(plain, 0))) return { kind: 'drained', missing: plain.length === 0 };
    if (!this.isSure('not in the chain', nowMs)) return { kind: 'unsure' };
    if (archive !== undefined) {
      try {
        const found = await locateIn(archive, contentOf(archive), this.bookmark);
        if (found?.kind === 'exact') return yield* this.readFound(found, plain, nowMs);
        if (found?.kind === 'left') return yield* this.readNewer(plain, nowMs);
      } catch (error) {
        const since = this.doubt?.sinceMs ?? nowMs;
        if (nowMs - since < ARCHIVE_PATIENCE_MS) return { kind: 'unsure' };
        this.tell('archive_damaged', `${archive.file}: ${reasonOf(error)}`, true);
        return yield* this.readLost(plain, nowMs);
      }
    }
    return yield* this.readLost(all, nowMs);
  }

  // Nothing of what was read is left in any file: all there is was written since.
  private async *readLost(all: readonly Segment[], nowMs: number): AsyncGenerator<Turn, Outcome> {
    const isFirst = this.bookmark.left.length === 0 && all.length === 1;
    if (isFirst) await this.tellReplaced(all[0], false);
    else this.tell('gap', 'the chain no longer holds what was last read; rows in between are lost', true);
    return yield* this.readNewer(all, nowMs);
  }

  // Reads files oldest first, each from where it is known to; the bookmark moves on with a file's first line.
  private async *readNewer(
    segments: readonly Segment[],
    nowMs: number,
    current?: Segment,
  ): AsyncGenerator<Turn, Outcome> {
    let reading = current;
    let missing = segments.length === 0 && reading === undefined;
    this.lagSegments = segments.length;
    for (const segment of segments) {
      const last = this.bookmark.ends.at(-1);
      const points: readonly Point[] = [...this.bookmark.left, ...(last === undefined ? [] : [last])];
      const before = this.position;
      try {
        const known = await knownPrefix<Point>(contentOf(segment), points);
        const start = known === undefined ? startOfSegment() : await positionAt(segment, known);
        if (known !== undefined && known.point === last) {
          this.position = start;
          const outcome = yield* this.readSegment(segment);
          if (outcome.kind !== 'drained') return outcome;
        } else if (await hasLineAfter(segment, start.offset)) {
          if (reading !== undefined && before !== undefined) {
            this.tell('rotation', `${reading.file} is done at byte ${before.offset}`);
            if (!reading.gzip)
              this.settling.push({ segment: reading, position: before, untilMs: nowMs + ROTATE_WAIT_MS });
          }
          this.position = start;
          const outcome = yield* this.readSegment(segment, isUnread(this.bookmark) ? [] : [{ step: 'left' }]);
          if (outcome.kind !== 'drained') return outcome;
        } else {
          missing = false;
          continue;
        }
      } catch (error) {
        // A broken archive gives what lies before the break. What it lacks may still stand in its plain file.
        if (!segment.gzip) throw error;
        const isPlainToo = segments.some(({ number, gzip }) => number === segment.number && !gzip);
        this.tell('archive_damaged', `${segment.file}: ${reasonOf(error)}`, !isPlainToo);
      }
      reading = segment;
      missing = false;
      this.lagSegments--;
    }
    return { kind: 'drained', missing };
  }

  // Reads the whole lines of one file from the position on; `steps` go before the first of them.
  private async *readSegment(segment: Segment, steps: readonly Step[] = []): AsyncGenerator<Turn, Outcome> {
    const { maxLineBytes } = this.settings;
    const from = this.position ?? startOfSegment();
    const { size, ino } = await segment.handle.stat();
    this.lagBytes = segment.gzip ? 0 : Math.max(0, size - from.offset);
    if (segment.number === 0) this.inode = ino;
    if (this.lagBytes > maxLineBytes) {
      // A line beyond the limit grows: look for its end only in what is new.
      const waits = !(await hasLineAfter(segment, Math.max(from.offset, this.searchedTo)));
      this.searchedTo = waits ? size : 0;
      if (waits) return { kind: 'drained', missing: false };
    }
    const content = segment.gzip
      ? contentOf(segment, from.offset)
      : bytesOf(segment.handle, from.offset, size);
    let first = steps;
    for await (const stretch of readLines(content, from, maxLineBytes)) {
      // A file cut short and grown again while it was read is another file.
      if (!segment.gzip && this.position !== undefined && !(await holds(segment.handle, this.position)))
        return { kind: 'unsure' };
      yield this.read(segment, stretch, first);
      first = [];
    }
    if (segment.gzip) {
      const at = this.position ?? from;
      const rest = await readRemainder(contentOf(segment, at.offset), at, maxLineBytes);
      if (rest !== undefined) yield this.read(segment, rest, first);
    }
    return { kind: 'drained', missing: false };
  }

  private read(segment: Segment, stretch: Stretch, before: readonly Step[]): Turn {
    const vanished = [...this.bookmark.vanished];
    const lines = stretch.lines.filter((_, i) => {
      const at = vanished.indexOf(stretch.ends[i]?.line ?? '');
      if (at >= 0) vanished.splice(at, 1);
      return at < 0;
    });
    this.counters.dedup_lines += stretch.lines.length - lines.length;
    const turn = this.turn(segment, lines, [...before, { step: 'read', ends: stretch.ends }]);
    this.counters.bytes += stretch.position.offset - (this.position?.offset ?? 0);
    this.lagBytes = Math.max(0, this.lagBytes - (stretch.position.offset - (this.position?.offset ?? 0)));
    this.position = stretch.position;
    this.searchedTo = 0;
    return turn;
  }

  private turn(segment: Segment, lines: readonly Line[], steps: readonly Step[]): Turn {
    const { stem, backups } = this.settings;
    this.bookmark = steps.reduce((mark, step) => advance(mark, step, backups), this.bookmark);
    this.counters.lines += lines.length;
    return { place: { source: stem, file: segment.file, segment: segment.number }, lines, steps };
  }

  // A segment that was left may still get lines from a writer that holds it open, and its last one may lack a newline.
  private async *settle(nowMs: number): AsyncGenerator<Turn> {
    for (const settling of [...this.settling]) {
      const { segment } = settling;
      const { size } = await segment.handle.stat();
      const content = (): AsyncIterable<Buffer> => bytesOf(segment.handle, settling.position.offset, size);
      for await (const stretch of readLines(content(), settling.position, this.settings.maxLineBytes))
        yield this.rest(settling, stretch);
      if (nowMs < settling.untilMs) continue;
      const remainder = await readRemainder(content(), settling.position, this.settings.maxLineBytes);
      if (remainder !== undefined) yield this.rest(settling, remainder);
      this.settling = this.settling.filter((other) => other !== settling);
      await segment.handle.close();
    }
  }

  private rest(settling: Settling, stretch: Stretch): Turn {
    const from = pointOf(settling.position);
    settling.position = stretch.position;
    return this.turn(settling.segment, stretch.lines, [
      { step: 'rest', from, to: pointOf(stretch.position) },
    ]);
  }

  // After a restart: the segment before the one being read may have grown since it was left.
  private async settleOlder(plain: readonly Segment[], found: Found, nowMs: number): Promise<void> {
    const older = plain[plain.indexOf(found.segment) - 1];
    if (older === undefined || this.position !== undefined) return;
    const { size } = await older.handle.stat();
    const known = await knownPrefix(bytesOf(older.handle, 0, size), this.bookmark.left);
    if (known === undefined || known.point.offset === size) return;
    this.settling.push({
      segment: older,
      position: await positionAt(older, known),
      untilMs: nowMs + ROTATE_WAIT_MS,
    });
  }

  private async tellReplaced(file: Segment | undefined, resurrected: boolean): Promise<void> {
    if (file === undefined) return;
    if (resurrected) {
      this.tell('resurrect', `${file.file} is an earlier segment again, with more lines`);
      return;
    }
    const { ino } = await file.handle.stat();
    const event = ino === this.inode ? 'truncate' : 'recreate';
    const what = event === 'truncate' ? 'was cut short and begins anew' : 'is another file';
    const unread = this.lagBytes > 0 ? `; ${this.lagBytes} bytes of the old one were not read` : '';
    this.tell(event, `${file.file} ${what}${unread}`, this.lagBytes > 0);
  }

  private tell(event: TailNews['event'], detail: string, incomplete = false): void {
    countNews(this.counters, event);
    this.settings.onNews({ event, detail, incomplete });
  }

  private isSure(verdict: string, nowMs: number): boolean {
    if (this.doubt?.verdict !== verdict) this.doubt = { verdict, sinceMs: nowMs };
    return nowMs - this.doubt.sinceMs >= SURE_AFTER_MS;
  }
}

async function anyLine(segments: readonly Segment[], start: number): Promise<boolean> {
  for (const segment of segments) if (await hasLineAfter(segment, start)) return true;
  return false;
}

function fileOf(stem: string): string {
  return `${stem}.jsonl`;
}
