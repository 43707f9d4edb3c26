import { FencedError, WorldError } from '../../files/failures';
import type { CommitFacts, JournalWriter } from '../../journal/journal';
import type { Arrival, JournalState } from '../../journal/journal-records';
import { UnsureError, type CommitLog, type MessagePlace, type Writer } from '../commit-log';
import { afterMessage } from '../fold-log';
import { hostIn, hostJournal } from '../host-state';
import { writerOf } from '../host-token';
import type { FundRecord, HostState, LogState } from '../log-records';
import { HostReading, type HostPart } from './host-reading';
import { sentCommit, type HostWriter, type SentCommit } from './sent-commit';

/**
 * The journal of one host in the log of many: its commits, one message each. What counts is decided by the order of the
 * log alone. So it is read back, and where a commit of another counts, or one of this writer does not, this writer is
 * fenced: it adds nothing any more, and whatever it knows is to be dropped.
 */
export class HostJournal implements JournalWriter {
  /** What happened to its commits, and how many of others were met that count for nobody. */
  readonly counts = { retried: 0, stale: 0, adopted: 0, refused: 0 };
  private readonly writer: Writer;
  // What was read, and what was sent behind it.
  private ahead: LogState;
  // What the log took and has not been read back yet, in order.
  private sent: readonly SentCommit[] = [];
  // The commit that is under way, or that failed: the log may have it.
  private tried: SentCommit | undefined;
  // The seal of the last commit that the log is known to have.
  private taken: string | undefined;
  private fenced: FencedError | undefined;

  private constructor(
    private readonly log: CommitLog,
    private readonly who: HostWriter,
    private readonly reading: HostReading,
  ) {
    this.writer = writerOf(who.host);
    this.ahead = reading.state;
  }

  /**
   * Opens it after the host's last commit that counts; undefined when told to stop before that is known. Throws a
   * WorldError, a UsageError for a log of a later build, or a FencedError where the log loses what was just read.
   */
  static async open(log: CommitLog, who: HostWriter, signal?: AbortSignal): Promise<HostJournal | undefined> {
    const reading = await HostReading.open(log, who.host, signal);
    const journal = new HostJournal(log, who, reading);
    for await (const part of reading.readOn([], signal))
      if (part.kind === 'lost') throw journal.fence(part.why);
    if (signal?.aborted === true) return undefined;
    journal.ahead = reading.state;
    return journal;
  }

  get state(): JournalState {
    return hostJournal(this.ahead, this.who.host);
  }

  /** What the log tells of this host. */
  get host(): HostState {
    return hostIn(this.reading.state, this.who.host);
  }

  /** The fund's record in force; undefined before there is one. */
  get fund(): FundRecord | undefined {
    return this.reading.state.fund;
  }

  /** Whether commits of this host count. */
  get isNamed(): boolean {
    return this.fund?.hosts.includes(this.who.host) === true;
  }

  /** Another writes for the host: nothing is added any more. */
  get isFenced(): boolean {
    return this.fenced !== undefined;
  }

  /** Who wrote the host's last commit: the lengths in it are those of that one's files. */
  get writtenBy(): string | undefined {
    return this.reading.writtenBy;
  }

  /** How often the fund's record named another host for the snapshots while this journal was followed. */
  get snapshotTurns(): number {
    return this.reading.snapshotTurns;
  }

  async commit(records: readonly Arrival[], facts: CommitFacts, atMs: number): Promise<void> {
    if (this.fenced !== undefined) throw this.fenced;
    const { tried } = this;
    if (tried !== undefined) {
      // Sent again as it was: the log may have it.
      const isSame = sentCommit(this.who, records, facts, tried.commit).seal === tried.seal;
      if (!this.isTaken(tried)) this.counts.retried++;
      await this.settle(tried);
      if (isSame) return;
    }
    const { seal, journal } = hostIn(this.ahead, this.who.host);
    const next = sentCommit(this.who, records, facts, { seq: journal.seq, prev: seal, at: atMs });
    this.tried = next;
    await this.settle(next);
  }

  /**
   * Reads what came to the log since: whether what was sent counts, and the fund's records. Throws a FencedError where
   * it does not, or where the log has lost what was read; a WorldError where it cannot be reached.
   */
  async follow(signal?: AbortSignal): Promise<void> {
    if (this.fenced !== undefined) throw this.fenced;
    const { reading } = this;
    for await (const part of reading.readOn(this.sent, signal)) this.compare(part);
    this.ahead = this.sent.reduce(
      (state, sent) => afterMessage(state, this.writer, sent).state,
      reading.state,
    );
  }

  // Returns when the log has it.
  private async settle(sent: SentCommit): Promise<void> {
    while (!this.isTaken(sent)) {
      const before = this.reading.last;
      const place = await this.append(sent.text);
      if (place !== 'stale') {
        this.reading.add(place, this.who.by);
        this.taken = sent.seal;
        this.sent = [...this.sent, sent];
        this.ahead = afterMessage(this.ahead, this.writer, sent).state;
      } else {
        this.counts.stale++;
        await this.follow();
        if (!this.isTaken(sent) && this.reading.last === before)
          throw this.fence(`the log does not hold what it held of ${this.who.host}`);
      }
    }
    this.tried = undefined;
  }

  private isTaken({ seal }: SentCommit): boolean {
    return this.taken === seal;
  }

  private async append(text: Uint8Array): Promise<MessagePlace | 'stale'> {
    try {
      return await this.log.append(this.writer, text, this.reading.last);
    } catch (error) {
      if (!(error instanceof UnsureError)) throw error;
      throw new WorldError(`a commit of ${this.who.host}`, 'write', error);
    }
  }

  private compare(part: HostPart): void {
    if (part.kind === 'lost') throw this.fence(part.why);
    const { isCounted } = part;
    const { seal, commit } = part.message;
    const { tried } = this;
    const awaited = tried === undefined || this.isTaken(tried) ? this.sent : [...this.sent, tried];
    const mine = awaited.findIndex((sent) => sent.seal === seal);
    if (mine < 0 && !isCounted) this.counts.refused++;
    else if (mine !== 0 || !isCounted)
      throw this.fence(
        this.isNamed
          ? `${commit.by} writes for ${this.who.host}`
          : `the fund's record does not name ${this.who.host} any more`,
      );
    else if (this.sent.length > 0) this.sent = this.sent.slice(1);
    else {
      this.counts.adopted++;
      this.taken = seal;
    }
  }

  private fence(why: string): FencedError {
    this.fenced = new FencedError(`${why}; this ship ends, and the next one goes on from what the log holds`);
    return this.fenced;
  }
}
