import { FencedError, WorldError } from '../../files/failures';
import type { CommitFacts, JournalWriter } from '../../journal/journal';
import type { Arrival, JournalState } from '../../journal/journal-records';
import {
  UnsureError,
  type Appended,
  type CommitLog,
  type LogPart,
  type Mark,
  type MessagePlace,
  type Writer,
} from '../commit-log';
import { afterMessage } from '../fold-log';
import { heard, heardLog } from './heard';
import { hostIn, hostJournal } from '../host-state';
import { writerOf } from '../host-token';
import { startBefore, type LogStart } from '../log-start';
import type { FundRecord, HostState, LogState } from '../log-records';
import { readMessage, type CommitMessage, type LogMessage } from '../message-text';
import { sentCommit, type HostWriter, type SentCommit } from './sent-commit';

/**
 * The journal of one host in the log of many: its commits, one message each. What counts is decided by the order of the
 * log alone. So it is read back, and where a commit of another counts, or one of this writer does not, this writer is
 * fenced: it adds nothing any more, and whatever it knows is to be dropped.
 */
export class HostJournal implements JournalWriter {
  /** What happened to its commits, and how many of others were met that count for nobody. */
  readonly counts = { retried: 0, stale: 0, adopted: 0, refused: 0 };
  /** How often the fund's record named another host for the snapshots while this journal was followed. */
  snapshotTurns = 0;
  private readonly writer: Writer;
  // What the log adds up to with this host alone and the control messages, as far as it was read; and with what was sent.
  private told: LogState;
  private ahead: LogState;
  private mark: Mark | undefined;
  // The last message of this host that is known.
  private last: MessagePlace | undefined;
  private lastBy: string | undefined;
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
    { state, reading }: LogStart,
    last: Appended | undefined,
  ) {
    this.writer = writerOf(who.host);
    this.told = this.ahead = state;
    this.mark = reading.after;
    this.last = last?.place;
    const message = last && readMessage(last.writer, last.text);
    if (message?.kind === 'commit') this.lastBy = message.commit.by;
  }

  /**
   * Opens it after the host's last commit that counts; undefined when told to stop before that is known. Throws a
   * WorldError, or a UsageError for a log of a later build.
   */
  static async open(log: CommitLog, who: HostWriter, signal?: AbortSignal): Promise<HostJournal | undefined> {
    const known = heardLog(log, signal);
    const last = await known.lastOf(writerOf(who.host));
    const start = await startBefore(known, Infinity);
    const journal = new HostJournal(log, who, start, last);
    await journal.readOn(signal, () => undefined);
    if (signal?.aborted === true) return undefined;
    journal.ahead = journal.told;
    return journal;
  }

  get state(): JournalState {
    return hostJournal(this.ahead, this.who.host);
  }

  /** What the log tells of this host. */
  get host(): HostState {
    return hostIn(this.told, this.who.host);
  }

  /** The fund's record in force; undefined before there is one. */
  get fund(): FundRecord | undefined {
    return this.told.fund;
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
    return this.lastBy;
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
    await this.readOn(signal, (message, isCounted) => {
      this.compare(message, isCounted);
    });
    this.ahead = this.sent.reduce((state, sent) => afterMessage(state, this.writer, sent).state, this.told);
  }

  // Returns when the log has it.
  private async settle(sent: SentCommit): Promise<void> {
    while (!this.isTaken(sent)) {
      const before = this.last;
      const place = await this.append(sent.text);
      if (place !== 'stale') {
        this.last = place;
        this.taken = sent.seal;
        this.sent = [...this.sent, sent];
        this.ahead = afterMessage(this.ahead, this.writer, sent).state;
      } else {
        this.counts.stale++;
        await this.follow();
        if (!this.isTaken(sent) && this.last === before)
          throw this.fence(`the log does not hold what it held of ${this.who.host}`);
      }
    }
    this.lastBy = this.who.by;
    this.tried = undefined;
  }

  private isTaken({ seal }: SentCommit): boolean {
    return this.taken === seal;
  }

  private async append(text: Uint8Array): Promise<MessagePlace | 'stale'> {
    try {
      return await this.log.append(this.writer, text, this.last);
    } catch (error) {
      if (!(error instanceof UnsureError)) throw error;
      throw new WorldError(`a commit of ${this.who.host}`, 'write', error);
    }
  }

  private async readOn(
    signal: AbortSignal | undefined,
    onCommit: (message: CommitMessage, isCounted: boolean) => void,
  ): Promise<void> {
    const reading = this.mark === undefined ? { afterPlace: 0n } : { after: this.mark };
    // What others write is read as well: it is not to be read again each time.
    for await (const part of heard(this.log, reading, signal)) {
      if (part.kind !== 'appended') throw this.fence(LOST[part.kind]);
      const { place, text, writer } = part;
      this.mark = { place, text };
      if (writer !== this.writer && !CONTROLS.includes(writer)) continue;
      const message = this.sentAs(text) ?? readMessage(writer, text);
      const { state, refused } = afterMessage(this.told, writer, message);
      if (state.fund?.snapshots_from !== this.told.fund?.snapshots_from) this.snapshotTurns++;
      this.told = state;
      if (writer !== this.writer) continue;
      if (this.last === undefined || place > this.last) this.last = place;
      if (message.kind !== 'commit') continue;
      if (refused === undefined) this.lastBy = message.commit.by;
      onCommit(message, refused === undefined);
    }
  }

  // Most of what is read back was just sent: it need not be unpacked.
  private sentAs(text: Uint8Array): LogMessage | undefined {
    return this.sent.find((sent) => Buffer.compare(sent.text, text) === 0);
  }

  private compare({ seal, commit }: CommitMessage, isCounted: boolean): void {
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

const CONTROLS: readonly Writer[] = ['ctl.config', 'ctl.lapse', 'ctl.forget'];

const LOST: Readonly<Record<Exclude<LogPart['kind'], 'appended'>, string>> = {
  rewound: 'the log has lost its end',
  gap: 'the log has lost what came since this ship last read it',
};
