import { FairTurns } from '../../files/fair-turns';
import { WorldError } from '../../files/failures';
import type { Appended, CommitLog, LogPart, LogReading, Writer } from '../commit-log';
import { joinSignals } from '../joined-signal';

/** A log that is read as `heard` reads it: whoever reads it to its end does not wait for ever. */
export function heardLog(log: CommitLog, signal?: AbortSignal): CommitLog {
  return {
    append: (writer, text, after) => log.append(writer, text, after),
    read: (reading) => heard(log, reading, signal),
    lastOf: (writer) => heardLast(log, writer, signal),
    close: () => log.close(),
  };
}

/** A log that cannot be reached is waited for by its reader; whoever has other work cannot wait so long. */
const MOST_SILENT_MS = 5000;

/**
 * What a log holds up to now, as `read` gives it. Throws a WorldError where it gives nothing for so long: it cannot be
 * reached. Ends early when the signal is aborted.
 */
export async function* heard(
  log: Pick<CommitLog, 'read'>,
  reading: Omit<LogReading, 'ends' | 'signal'>,
  signal?: AbortSignal,
  silentMs = MOST_SILENT_MS,
): AsyncGenerator<LogPart> {
  const silent = new AbortController();
  const wait = (): NodeJS.Timeout =>
    setTimeout(() => {
      silent.abort();
    }, silentMs);
  let timer = wait();
  const turns = new FairTurns();
  const ended = joinSignals(silent.signal, signal);
  try {
    for await (const part of log.read({ ...reading, ends: true, signal: ended.signal })) {
      // How long its reader takes says nothing of the log.
      clearTimeout(timer);
      await turns.next();
      yield part;
      timer = wait();
    }
  } finally {
    clearTimeout(timer);
    ended.release();
  }
  if (silent.signal.aborted) throw silence(silentMs);
}

/** The last message of a writer, as soon as `heard` would give it; undefined for none, and when told to stop. */
export async function heardLast(
  log: Pick<CommitLog, 'lastOf'>,
  writer: Writer,
  signal?: AbortSignal,
  silentMs = MOST_SILENT_MS,
): Promise<Appended | undefined> {
  const silent = new AbortController();
  const timer = setTimeout(() => {
    silent.abort();
  }, silentMs);
  const ended = joinSignals(silent.signal, signal);
  try {
    const last = await log.lastOf(writer, ended.signal);
    if (silent.signal.aborted) throw silence(silentMs);
    return last;
  } finally {
    clearTimeout(timer);
    ended.release();
  }
}

function silence(ms: number): WorldError {
  return new WorldError('the log', 'read', new Error(`it said nothing for ${ms / 1000} s`));
}
