import type { CommitLog, LogPart, Mark, MessagePlace, Writer } from '../commit-log';
import { afterMessage } from '../fold-log';
import { writerOf } from '../host-token';
import type { LogState } from '../log-records';
import { startBefore } from '../log-start';
import { readMessage, type CommitMessage } from '../message-text';
import { heard, heardLog } from './heard';
import type { SentCommit } from './sent-commit';

/** A commit of the host that was read, or what the log has lost of what was read before. */
export type HostPart =
  | { readonly kind: 'commit'; readonly message: CommitMessage; readonly isCounted: boolean }
  | { readonly kind: 'lost'; readonly why: string };

/** What the log tells of one host, as far as it was read: its commits, and the control messages. */
export class HostReading {
  private readonly writer: Writer;
  private lastPlace: MessagePlace | undefined;
  private lastBy: string | undefined;
  private turns = 0;

  private constructor(
    private readonly log: CommitLog,
    host: string,
    private told: LogState,
    private mark: Mark | undefined,
  ) {
    this.writer = writerOf(host);
  }

  /** Begins at the last head: what lies behind that is for `readOn`. Throws a WorldError. */
  static async open(log: CommitLog, host: string, signal?: AbortSignal): Promise<HostReading> {
    const known = heardLog(log, signal);
    const last = await known.lastOf(writerOf(host));
    const { state, reading } = await startBefore(known, Infinity);
    const begun = new HostReading(log, host, state, reading.after);
    begun.lastPlace = last?.place;
    const message = last && readMessage(last.writer, last.text);
    if (message?.kind === 'commit') begun.lastBy = message.commit.by;
    return begun;
  }

  /** What the log adds up to with this host alone. */
  get state(): LogState {
    return this.told;
  }

  /** The last message of the host that is known. */
  get last(): MessagePlace | undefined {
    return this.lastPlace;
  }

  /** Who wrote the host's last commit. */
  get writtenBy(): string | undefined {
    return this.lastBy;
  }

  /** How often the fund's record named another host for the snapshots. */
  get snapshotTurns(): number {
    return this.turns;
  }

  /** Takes down what the log has of the host that was not read yet. */
  add(place: MessagePlace, by: string): void {
    this.lastPlace = place;
    this.lastBy = by;
  }

  /**
   * Reads what came to the log since. Most of what comes was just sent, which need not be unpacked. Ends early when told
   * to stop; throws a WorldError where the log cannot be reached, or a UsageError for a log of a later build.
   */
  async *readOn(sent: readonly SentCommit[], signal?: AbortSignal): AsyncGenerator<HostPart> {
    const reading = this.mark === undefined ? { afterPlace: 0n } : { after: this.mark };
    // What others write is read as well, and once: a server gives it anyway to who reads several writers.
    for await (const part of heard(this.log, reading, signal)) {
      if (part.kind !== 'appended') {
        yield { kind: 'lost', why: LOST[part.kind] };
        return;
      }
      const { place, text, writer } = part;
      this.mark = { place, text };
      if (writer !== this.writer && !CONTROLS.includes(writer)) continue;
      const known = sent.find((each) => Buffer.compare(each.text, text) === 0);
      const message = known ?? readMessage(writer, text);
      const { state, refused } = afterMessage(this.told, writer, message);
      if (state.fund?.snapshots_from !== this.told.fund?.snapshots_from) this.turns++;
      this.told = state;
      if (writer !== this.writer) continue;
      if (this.lastPlace === undefined || place > this.lastPlace) this.lastPlace = place;
      if (message.kind !== 'commit') continue;
      const isCounted = refused === undefined;
      if (isCounted) this.lastBy = message.commit.by;
      yield { kind: 'commit', message, isCounted };
    }
  }
}

const CONTROLS: readonly Writer[] = ['ctl.config', 'ctl.lapse', 'ctl.forget'];

const LOST: Readonly<Record<Exclude<LogPart['kind'], 'appended'>, string>> = {
  rewound: 'the log has lost its end',
  gap: 'the log has lost what came since this ship last read it',
};
