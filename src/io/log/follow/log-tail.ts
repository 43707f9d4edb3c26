import { WorldError } from '../../files/failures';
import { yieldToEventLoop } from '../../files/yield-to-event-loop';
import type { Appended, CommitLog, LogGap, LogReading, LogRewound } from '../commit-log';

/** What waits to be used, at most, and one message more. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Reads a log on in the background, so that its reader can say when something came. What waits is bounded in bytes: the
 * log is asked for no more until some of it was taken.
 */
export class LogTail {
  /** The log has lost what was read of it: it must be read anew. */
  lost: LogGap | LogRewound | undefined;
  private readonly stopped = new AbortController();
  private readonly waiting: Appended[] = [];
  private bytes = 0;
  private failure: WorldError | undefined;
  private makeRoom: () => void = () => undefined;

  /** `wake` is called whenever something came. */
  constructor(
    log: CommitLog,
    from: Pick<LogReading, 'after' | 'afterPlace'>,
    private readonly wake: () => void,
  ) {
    void this.follow(log, from);
  }

  /**
   * The next message; undefined where none comes within a turn of the event loop. Throws what the log threw, after the
   * last message before that.
   */
  async take(): Promise<Appended | undefined> {
    if (this.waiting.length === 0) await yieldToEventLoop();
    const next = this.waiting.shift();
    if (next === undefined && this.failure !== undefined) throw this.failure;
    this.bytes -= next?.text.length ?? 0;
    if (this.bytes < MOST_BYTES) this.makeRoom();
    return next;
  }

  /** How many messages wait to be taken. */
  get count(): number {
    return this.waiting.length;
  }

  close(): void {
    this.stopped.abort();
    this.makeRoom();
  }

  private async follow(log: CommitLog, from: Pick<LogReading, 'after' | 'afterPlace'>): Promise<void> {
    const { signal } = this.stopped;
    try {
      for await (const part of log.read({ ...from, signal })) {
        if (part.kind === 'appended') await this.add(part);
        else this.lost = part;
        if (signal.aborted || this.lost !== undefined) break;
      }
      if (!signal.aborted && this.lost === undefined) throw new Error('it was closed');
    } catch (error) {
      this.failure = error instanceof WorldError ? error : new WorldError('the log', 'read', error);
    }
    this.wake();
  }

  private async add(message: Appended): Promise<void> {
    this.waiting.push(message);
    this.bytes += message.text.length;
    this.wake();
    if (this.bytes < MOST_BYTES || this.stopped.signal.aborted) return;
    await new Promise<void>((resolve) => (this.makeRoom = resolve));
  }
}
