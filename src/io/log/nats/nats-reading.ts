import { setTimeout as pause } from 'node:timers/promises';
import { UnsureError, type LogPart, type LogReading, type MessagePlace } from '../commit-log';
import { joinSignals } from '../joined-signal';
import type { NatsLink } from './nats-link';
import { pulled } from './pulled';
import { refusalOf } from './refusals';
import { appendedOf, refuseOtherFund, subjectOf, subjectsOf } from './subjects';

const AGAIN_MS = 100;

/** Reads the log of a stream. Whatever breaks the reading, it goes on behind the last message that it gave. */
export async function* readNats(
  link: NatsLink,
  reading: LogReading,
  closing: AbortSignal,
): AsyncGenerator<LogPart> {
  const stop = joinSignals(reading.signal, closing);
  try {
    yield* readUntil(link, reading, stop.signal);
  } finally {
    stop.release();
  }
}

async function* readUntil(
  link: NatsLink,
  { after, afterPlace, writers, ends }: LogReading,
  stop: AbortSignal,
): AsyncGenerator<LogPart> {
  const { engine } = link;
  // A server before 2.10 knows one filter for a reader: of several writers, all is read.
  const [writer, ...others] = writers ?? [];
  const isAll = writer === undefined || others.length > 0;
  const subject = isAll ? subjectsOf(engine) : subjectOf(engine, writer);
  let at = after?.place ?? afterPlace;
  let text = after?.text;
  let until: MessagePlace | undefined;
  while (!stop.aborted) {
    const there = await link.ask(() => standing(link, subject, at, text), stop);
    if (there === undefined) return;
    if (there.isLost) {
      yield { kind: 'rewound' };
      return;
    }
    if (ends === true) until ??= there.last;
    if (at !== undefined && at + 1n < there.first) {
      yield { kind: 'gap', place: there.first };
      [at, text] = [there.first - 1n, undefined];
    }
    if (until !== undefined && (at ?? 0n) >= until) return;
    const from = at === undefined ? 'first' : Number(at + 1n);
    const pull = { stream: engine.stream, subject, from } as const;
    try {
      for await (const message of pulled(link, pull, stop)) {
        const next = appendedOf(engine, message);
        if (at !== undefined && next.place <= at) {
          yield { kind: 'rewound' };
          return;
        }
        if (until !== undefined && next.place > until) return;
        if (isAll && at !== undefined && next.place > at + 1n) yield { kind: 'gap', place: next.place };
        [at, text] = [next.place, next.text];
        if (writers === undefined || writers.includes(next.writer)) yield next;
        if (until !== undefined && at >= until) return;
      }
      return;
    } catch (error) {
      const refusal = refusalOf(error, link.place, 'read');
      if (!(refusal instanceof UnsureError)) throw refusal;
    }
    await pause(AGAIN_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

interface Standing {
  readonly first: MessagePlace;
  /**
   * Where the last message lies of those that are asked for; 0 for none. What a server says of how many are left may be
   * too high, by those that came while a reader was made: it is no end to wait for.
   */
  readonly last: MessagePlace;
  /** Whether what was read lies there no more, and was not pruned. */
  readonly isLost: boolean;
}

// The message is asked for first: what is pruned between the two is seen as pruned.
async function standing(
  link: NatsLink,
  subject: string,
  at: MessagePlace | undefined,
  text: Uint8Array | undefined,
): Promise<Standing> {
  const { jsm, engine } = link;
  const isThere =
    at === undefined || text === undefined
      ? true
      : await jsm.streams
          .getMessage(engine.stream, { seq: Number(at) })
          .then((stored) => stored !== null && Buffer.compare(stored.data, text) === 0);
  const newest = await jsm.streams.getMessage(engine.stream, { last_by_subj: subject });
  const { state, config } = await jsm.streams.info(engine.stream);
  refuseOtherFund(engine, config.subjects);
  const [first, end] = [BigInt(state.first_seq), BigInt(state.last_seq)];
  const isLost = at !== undefined && at >= first && (at > end || !isThere);
  return { first, last: BigInt(newest?.seq ?? 0), isLost };
}
