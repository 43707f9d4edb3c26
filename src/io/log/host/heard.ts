import { FairTurns } from '../../files/fair-turns';
import { WorldError } from '../../files/failures';
import type { CommitLog, LogPart, LogReading } from '../commit-log';

/** A log that is read as `heard` reads it: whoever reads it to its end does not wait for ever. */
export function heardLog(log: CommitLog, signal?: AbortSignal): CommitLog {
  return {
    append: (writer, text, after) => log.append(writer, text, after),
    read: (reading) => heard(log, reading, signal),
    lastOf: (writer) => log.lastOf(writer),
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
  try {
    const ended = signal === undefined ? silent.signal : AbortSignal.any([silent.signal, signal]);
    for await (const part of log.read({ ...reading, ends: true, signal: ended })) {
      // How long its reader takes says nothing of the log.
      clearTimeout(timer);
      await turns.next();
      yield part;
      timer = wait();
    }
  } finally {
    clearTimeout(timer);
  }
  if (silent.signal.aborted)
    throw new WorldError('the log', 'read', new Error(`it said nothing for ${silentMs / 1000} s`));
}
