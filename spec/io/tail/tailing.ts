import { ExecutorLog, type LogLimits } from '../../live/executor/executor-log';
import { inTempDir } from '../temp-dir';
import { advance, UNREAD, type Bookmark } from '../../../src/io/tail/offset/bookmark';
import type { PolledLines } from '../../../src/io/tail/segment-reader';
import { Tail, type PollOutcome } from '../../../src/io/tail/tail';
import type { ToldHole } from '../../../src/io/tail/told-hole';
import type { TailCounters, TailEvent, TailNews } from '../../../src/io/tail/tail-news';

/** A line that was handed over, and where it lay. */
export interface Handed {
  readonly file: string;
  readonly offset: number;
  /** `<n bytes>` for one over the limit. */
  readonly text: string;
  readonly bytes: Buffer;
  readonly ended: boolean;
}

export interface PollHow {
  /** How far the clock goes before it. */
  readonly afterMs?: number;
  /** The poll is given up after so many turns. */
  readonly turns?: number;
  /** Called after each turn: the world may move while a poll stands. */
  readonly onTurn?: (polled: PolledLines, n: number) => void;
  /** A poll given up is left standing, as by one who forgets to end it. */
  readonly forgotten?: boolean;
}

export interface TailingSettings {
  readonly backups?: number;
  readonly maxLineBytes?: number;
  readonly stem?: string;
}

const POLL_MS = 250;

/** A tail driven by a hand clock; each turn is committed as it comes. */
export class Tailing {
  nowMs = 1_765_000_000_000;
  readonly handed: Handed[] = [];
  readonly news: TailNews[] = [];
  // After each turn: the bookmark, and how many lines had been handed over.
  private readonly commits: { readonly bookmark: Bookmark; readonly lines: number }[] = [];
  private tail: Tail;

  constructor(
    private readonly dir: string,
    private readonly settings: TailingSettings = {},
  ) {
    this.tail = this.open();
  }

  get lines(): readonly string[] {
    return this.handed.map(({ text }) => text);
  }

  get events(): readonly TailEvent[] {
    return this.news.map(({ event }) => event);
  }

  /** Since the last start. */
  get counters(): Readonly<TailCounters> {
    return this.tail.counters;
  }

  get lag(): readonly [bytes: number, segments: number] {
    return [this.tail.lagBytes, this.tail.lagSegments];
  }

  /** The holes told of that were not put back since, as they come back from a journal. */
  get holes(): readonly ToldHole[] {
    const since = this.news.slice(this.events.lastIndexOf('put_back') + 1);
    const holes = since.flatMap(({ hole }) => (hole === undefined ? [] : [hole]));
    return JSON.parse(JSON.stringify(holes)) as readonly ToldHole[];
  }

  get offset(): number {
    return this.tail.offset;
  }

  /** One poll; undefined when it was given up. */
  async poll({ afterMs = POLL_MS, turns = Infinity, onTurn, forgotten = false }: PollHow = {}): Promise<
    PollOutcome | undefined
  > {
    this.nowMs += afterMs;
    const poll = this.tail.poll(this.nowMs);
    for (let n = 1; ; n++) {
      const next = await poll.next();
      if (next.done === true) return next.value;
      this.commit(next.value);
      onTurn?.(next.value, n);
      if (n < turns) continue;
      if (!forgotten) await poll.return({ kind: 'unsure' });
      return undefined;
    }
  }

  /** Polls until a poll has drained the log; gives the number of polls that took, and how the last one ended. */
  async drain(most = 5): Promise<PollOutcome | undefined> {
    let outcome: PollOutcome | undefined;
    for (let n = 0; n < most; n++) {
      outcome = await this.poll();
      if (outcome?.kind === 'drained') break;
    }
    return outcome;
  }

  /** Drains, lets the time pass in which a rotated segment may still get lines, and drains again. */
  async settle(): Promise<PollOutcome | undefined> {
    await this.drain();
    await this.poll({ afterMs: 5000 });
    return this.drain();
  }

  /** A crash: what is known is what was committed. So many of the last turns were not, and nobody had their lines. */
  async restart(lost = 0): Promise<void> {
    await this.tail.close();
    this.commits.length = Math.max(0, this.commits.length - lost);
    this.handed.length = this.commits.at(-1)?.lines ?? 0;
    this.tail = this.open();
  }

  close(): Promise<void> {
    return this.tail.close();
  }

  private get bookmark(): Bookmark {
    return this.commits.at(-1)?.bookmark ?? UNREAD;
  }

  private open(): Tail {
    const { backups = 3, maxLineBytes = 1 << 20, stem = 'foo' } = this.settings;
    const onNews = (news: TailNews): void => void this.news.push(news);
    // As it comes back from a journal.
    const bookmark = JSON.parse(JSON.stringify(this.bookmark)) as Bookmark;
    const holesTold = (): readonly ToldHole[] => this.holes;
    return new Tail({ dir: this.dir, stem, backups, maxLineBytes, onNews, holesTold }, bookmark);
  }

  private commit({ place, lines, moves }: PolledLines): void {
    const { backups = 3 } = this.settings;
    const bookmark = moves.reduce((mark, step) => advance(mark, step, backups), this.bookmark);
    for (const { bytes, head, offset, length, ended } of lines) {
      const text = bytes === undefined ? `<${length} bytes>` : bytes.toString();
      this.handed.push({ file: place.file, offset, text, bytes: Buffer.from(bytes ?? head), ended });
    }
    this.commits.push({ bookmark, lines: this.handed.length });
  }
}

/** Runs `use` on the log `foo` of an execution folder and a tail of it. */
export async function tailed(
  limits: LogLimits,
  use: (log: ExecutorLog, tailing: Tailing, dir: string) => Promise<void>,
  settings: TailingSettings = {},
): Promise<void> {
  await inTempDir({}, async (dir) => {
    const backups = settings.backups ?? limits.backups ?? 3;
    const tailing = new Tailing(dir, { ...settings, backups });
    try {
      await use(new ExecutorLog(dir, 'foo', { ...limits, backups }), tailing, dir);
    } finally {
      await tailing.close();
    }
  });
}

/** Lines with these numbers, each unlike any other. */
export function numbered(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, n) => `{"n":${from + n}}`);
}
