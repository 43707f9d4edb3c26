import type { JsMsg, StoredMsg } from '@nats-io/jetstream';
import { UsageError } from '../../files/failures';
import type { Appended, Writer } from '../commit-log';
import type { EngineSettings } from '../engine/engine-file';

const WRITER = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** All subjects of a fund. */
export function subjectsOf({ tenant }: Pick<EngineSettings, 'tenant'>): string {
  return `t.${tenant}.>`;
}

/** The subject that a writer writes. */
export function subjectOf({ tenant }: Pick<EngineSettings, 'tenant'>, writer: Writer): string {
  if (!WRITER.test(writer))
    throw new UsageError(
      `a writer was ${JSON.stringify(writer)}; allowed: words of A-Z a-z 0-9 _ - joined by points`,
    );
  return `t.${tenant}.${writer}`;
}

type Carried = Pick<EngineSettings, 'tenant' | 'stream' | 'path'>;

/** Throws a UsageError where a stream, by the subjects that it carries, is that of another fund. */
export function refuseOtherFund(engine: Carried, subjects: readonly string[]): void {
  const text = otherFundText(engine, subjects);
  if (text !== undefined) throw new UsageError(text);
}

/** The same in words; undefined where the stream is that of this fund. */
export function otherFundText(engine: Carried, subjects: readonly string[]): string | undefined {
  const { tenant, stream, path } = engine;
  return subjects.includes(subjectsOf(engine))
    ? undefined
    : `${path}: stream ${stream} carries ${subjects.join(', ')}; allowed for the tenant ${tenant}: ${subjectsOf(engine)}. Name the tenant whose stream it is, or give this one a stream or an account of its own`;
}

/** A message of the stream as one of the log. */
export function appendedOf(
  { tenant }: Pick<EngineSettings, 'tenant'>,
  { subject, seq, data, time }: Pick<JsMsg | StoredMsg, 'subject' | 'seq' | 'data' | 'time'>,
): Appended {
  const writer = subject.slice(`t.${tenant}.`.length);
  return { kind: 'appended', place: BigInt(seq), writer, text: data, atMs: time.getTime() };
}
