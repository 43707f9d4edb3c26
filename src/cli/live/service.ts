import pino, { type Logger } from 'pino';
import type { Incident } from '../../io/publish/incidents';
import { onEndSignal } from '../terminal/end-signals';
import { exitCodeOf } from '../terminal/exit';

/** The log of a command that runs until it is told to end: JSON lines on stderr. */
export function serviceLog(): Logger {
  return pino(
    { base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** Writes an incident to a log. */
export function logIncident(log: Logger, { level, code, message }: Incident): void {
  log[level]({ code }, message);
}

/** Runs until a signal that asks it to end. That it stopped, or what ended it, is the last line of its log. */
export async function runService(log: Logger, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  onEndSignal(() => {
    ending.abort();
  });
  try {
    await run(ending.signal);
    log.info({ code: 'stopped' }, 'stopped');
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    log.fatal({ code: name }, message);
    process.exitCode = exitCodeOf(error);
  }
}
