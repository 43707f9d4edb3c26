import { WorldError } from '../../../src/io/files/failures';
import type {
  Appended,
  CommitLog,
  LogPart,
  LogReading,
  MessagePlace,
  Writer,
} from '../../../src/io/log/commit-log';

/** A log in memory, for specs and for simulated funds: what it takes is there at once. It can lose its beginning and its end. */
export class MemoryLog implements CommitLog {
  private messages: Appended[] = [];
  private pruned = 0n;
  private isClosed = false;
  private wake: () => void = () => undefined;
  private news = this.nextNews();

  /** `now`: what its clock says, epoch ms. */
  constructor(private readonly now: () => number = () => 0) {}

  append(
    writer: Writer,
    text: Uint8Array,
    after: MessagePlace | undefined | 'any',
  ): Promise<MessagePlace | 'stale'> {
    if (this.isClosed)
      return Promise.reject(new WorldError('the log in memory', 'write', new Error('the log was closed')));
    const last = this.messages.findLast((message) => message.writer === writer)?.place;
    if (after !== 'any' && after !== last) return Promise.resolve('stale');
    const place = this.last + 1n;
    this.messages.push({ kind: 'appended', place, writer, text, atMs: this.now() });
    this.tell();
    return Promise.resolve(place);
  }

  async *read({ after, afterPlace, writers, ends, signal }: LogReading): AsyncGenerator<LogPart> {
    let at = after?.place ?? afterPlace;
    let text = after?.text;
    const until = ends === true ? this.last : undefined;
    const stop = (): void => {
      this.tell();
    };
    signal?.addEventListener('abort', stop);
    try {
      while (!this.isClosed && signal?.aborted !== true) {
        const { news } = this;
        if (at !== undefined && this.hasLost(at, text)) {
          yield { kind: 'rewound' };
          return;
        }
        if (at !== undefined && at < this.pruned) {
          yield { kind: 'gap', place: this.pruned + 1n };
          [at, text] = [this.pruned, undefined];
        }
        const next = this.at((at ?? this.pruned) + 1n);
        if (until !== undefined && (next === undefined || next.place > until)) return;
        if (next === undefined) await news;
        else {
          [at, text] = [next.place, next.text];
          if (writers === undefined || writers.includes(next.writer)) yield next;
        }
      }
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  lastOf(writer: Writer): Promise<Appended | undefined> {
    return Promise.resolve(this.messages.findLast((message) => message.writer === writer));
  }

  close(): Promise<void> {
    this.isClosed = true;
    this.tell();
    return Promise.resolve();
  }

  /** Loses what lies at this place and before. */
  prune(upTo: MessagePlace): void {
    const { last } = this;
    this.messages = this.messages.filter(({ place }) => place > upTo);
    this.pruned = last - BigInt(this.messages.length);
  }

  /** Loses what lies after this place, as a server does that is given an older store. */
  rewind(to: MessagePlace): void {
    this.messages = this.messages.filter(({ place }) => place <= to);
    this.tell();
  }

  private get last(): MessagePlace {
    return this.pruned + BigInt(this.messages.length);
  }

  // They lie one behind the other.
  private at(place: MessagePlace): Appended | undefined {
    return place > this.pruned ? this.messages[Number(place - this.pruned) - 1] : undefined;
  }

  private hasLost(place: MessagePlace, text: Uint8Array | undefined): boolean {
    if (place <= this.pruned) return false;
    const there = this.at(place);
    return there === undefined || (text !== undefined && !Buffer.from(text).equals(there.text));
  }

  private nextNews(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }

  private tell(): void {
    this.wake();
    this.news = this.nextNews();
  }
}
