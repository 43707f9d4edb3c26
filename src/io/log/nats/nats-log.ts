import { WorldError } from '../../files/failures';
import type { Appended, CommitLog, LogPart, LogReading, MessagePlace, Writer } from '../commit-log';
import { joinSignals } from '../joined-signal';
import { readNats } from './nats-reading';
import type { NatsLink } from './nats-link';
import { isStale, isUnanswered } from './refusals';
import { appendedOf, refuseOtherFund, subjectOf } from './subjects';

/** A log in a stream of NATS JetStream. A place is the number of the message in the stream. */
export class NatsLog implements CommitLog {
  private readonly closing = new AbortController();

  constructor(private readonly link: NatsLink) {}

  async append(
    writer: Writer,
    text: Uint8Array,
    after: MessagePlace | undefined | 'any',
  ): Promise<MessagePlace | 'stale'> {
    const { link } = this;
    this.refuseClosed('write');
    const subject = subjectOf(link.engine, writer);
    const expect = after === 'any' ? {} : { lastSubjectSequence: Number(after ?? 0n) };
    return link.once('write', async () => {
      link.refuseLarge('a message', text);
      try {
        return BigInt((await link.js.publish(subject, text, { expect })).seq);
      } catch (error) {
        if (isStale(error)) return 'stale';
        // Either there is no stream, or none of this fund, which this says, or it is not up yet.
        if (isUnanswered(error)) {
          const { config } = await link.jsm.streams.info(link.engine.stream);
          refuseOtherFund(link.engine, config.subjects);
        }
        throw error;
      }
    });
  }

  read(reading: LogReading): AsyncIterable<LogPart> {
    return readNats(this.link, reading, this.closing.signal);
  }

  async lastOf(writer: Writer, signal?: AbortSignal): Promise<Appended | undefined> {
    const { link } = this;
    const query = { last_by_subj: subjectOf(link.engine, writer) };
    const ask = () => link.jsm.streams.getMessage(link.engine.stream, query);
    const ended = joinSignals(this.closing.signal, signal);
    const stored = await link.ask(ask, ended.signal).finally(ended.release);
    this.refuseClosed('read');
    return stored === null || stored === undefined ? undefined : appendedOf(link.engine, stored);
  }

  close(): Promise<void> {
    this.closing.abort();
    return Promise.resolve();
  }

  private refuseClosed(doing: WorldError['doing']): void {
    if (this.closing.signal.aborted)
      throw new WorldError(this.link.place, doing, new Error('the log was closed'));
  }
}
