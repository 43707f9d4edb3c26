import type { FollowedView, JournalEntry, SealedCommit } from '../../journal/journal';
import type { JournalState } from '../../journal/journal-records';
import type { CommitLog, MessagePlace } from '../commit-log';
import { afterMessage } from '../fold-log';
import { heard, heardLog } from '../host/heard';
import { hostOf } from '../host-token';
import { journalOfLog, journalState, logLost } from '../log-reader';
import type { LogState } from '../log-records';
import { startBefore, type LogStart } from '../log-start';
import { LogTail } from './log-tail';
import { readMessage } from '../message-text';

/** What a follower of a log hears besides what it adds up to. */
export interface LogListener {
  /** Something came. */
  wake(): void;
  /** A commit of a host was read, written by this process; `counts`: it is one of the journal. */
  onCommit(host: string, counts: boolean, by: string): void;
  /** It counts but for what it says in the name of the log. */
  onOverstep(host: string): void;
}

/**
 * The log of many hosts, followed message by message as the one journal that it adds up to. Where the log has lost what
 * was read of it, what was followed is no longer the journal.
 */
export class FollowedLog implements FollowedView {
  readonly answersAgain = false;
  /** Where the last message lay that was followed; undefined before. */
  place: MessagePlace | undefined;
  private readonly tail: LogTail;

  private constructor(
    private readonly log: CommitLog,
    private readonly listener: LogListener,
    private current: LogState,
    reading: LogStart['reading'],
  ) {
    this.place = reading.after?.place ?? reading.afterPlace;
    this.tail = new LogTail(log, reading, () => {
      listener.wake();
    });
  }

  get state(): JournalState {
    return journalState(this.current);
  }

  /** What the log adds up to, as far as it was followed. */
  get logState(): LogState {
    return this.current;
  }

  /** How many messages came that are not followed yet. */
  get waiting(): number {
    return this.tail.count;
  }

  /** What the log has lost of what was followed. */
  get lost(): LogTail['lost'] {
    return this.tail.lost;
  }

  /**
   * Opens a log before the commit of this number, where what comes before it is still there; else where that begins.
   * Undefined where there is no record of the fund yet, and when told to stop before that is known. Throws a WorldError.
   */
  static async open(
    log: CommitLog,
    before: number,
    listener: LogListener,
    signal?: AbortSignal,
  ): Promise<FollowedLog | undefined> {
    let { state, reading } = await startBefore(heardLog(log, signal), before);
    for await (const part of heard(log, reading, signal)) {
      if (part.kind !== 'appended') throw logLost(part);
      const after = afterMessage(state, part.writer, readMessage(part.writer, part.text)).state;
      if (after.seq > before) break;
      [state, reading] = [after, { after: part }];
    }
    if (signal?.aborted === true) return undefined;
    return state.fund === undefined ? undefined : new FollowedLog(log, listener, state, reading);
  }

  read(fromMs: number): AsyncIterable<JournalEntry> {
    return journalOfLog(heardLog(this.log)).read(fromMs);
  }

  async *news(): AsyncGenerator<SealedCommit> {
    for (let part = await this.tail.take(); part !== undefined; part = await this.tail.take()) {
      const message = readMessage(part.writer, part.text);
      const { state, entry, refused, overstepped } = afterMessage(this.current, part.writer, message);
      this.current = state;
      this.place = part.place;
      const host = hostOf(part.writer);
      const by = message.kind === 'commit' ? message.commit.by : undefined;
      // What cannot be read is no commit: of a host that is named it is damage to the log.
      if (host !== undefined && (by !== undefined || refused !== undefined))
        this.listener.onCommit(host, refused === undefined, by ?? '');
      if (overstepped !== undefined) this.listener.onOverstep(overstepped);
      if (entry !== undefined) yield entry;
    }
  }

  holdsPlace(): Promise<boolean> {
    return Promise.resolve(this.tail.lost === undefined);
  }

  close(): void {
    this.tail.close();
  }
}
