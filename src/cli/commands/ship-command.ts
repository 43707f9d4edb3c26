import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pino, { type Logger } from 'pino';
import { ship } from '../../../pipelines/hosts/ship';
import { keepMetricsFile } from '../../dashboard/metrics-file';
import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import type { CommitLog, WriteTurns } from '../../io/log/commit-log';
import { isHostName } from '../../io/log/host-token';
import { openEngine } from '../../io/log/nats/open-engine';
import { metricsPath } from '../live/metrics-path';
import { staleAfterOption } from '../terminal/dashboard-options';
import { onEndSignal } from '../terminal/end-signals';
import { exitCodeOf } from '../terminal/exit';

interface ShipFlags {
  readonly host: string;
  readonly logs: string;
  readonly engine: string;
  readonly state?: string;
  readonly metricsFile?: string;
  readonly staleAfter: string;
}

/** `intel ship`: ships the logs of a host, logs incidents to stderr, and ends well on a signal. */
export async function shipCommand(flags: ShipFlags): Promise<void> {
  const { host, logs } = flags;
  if (!isHostName(host))
    throw new UsageError(`--host was "${host}"; allowed: 1 to 64 of the characters A-Z a-z 0-9 _ -`);
  const state = flags.state ?? shipBeside(logs, host);
  const staleAfterMs = staleAfterOption(flags.staleAfter);
  const places = { '--state': state, '--logs': logs };
  const metrics = flags.metricsFile === undefined ? undefined : await metricsPath(flags.metricsFile, places);
  const log = pino(
    { base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  const stop = new AbortController();
  onEndSignal(() => {
    stop.abort();
  });
  const engine = await openEngine(flags.engine, {
    signal: stop.signal,
    onWarning: (message) => {
      log.warn({ code: 'engine' }, message);
    },
    onState: (is) => {
      if (is.kind === 'connected') log.info({ code: 'engine' }, `connected to ${is.server}`);
      else log.warn({ code: 'engine' }, `${is.servers} cannot be reached: ${is.reason}; waits`);
    },
  });
  try {
    if (engine !== undefined)
      await shipTo(engine, { host, logs, state, metrics, staleAfterMs }, log, stop.signal);
    log.info({ code: 'stopped' }, 'stopped');
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    log.fatal({ code: name }, message);
    process.exitCode = exitCodeOf(error);
  } finally {
    await engine?.close();
  }
}

interface Shipped {
  readonly host: string;
  readonly logs: string;
  readonly state: string;
  readonly metrics: string | undefined;
  readonly staleAfterMs: number;
}

// Resolves when it was told to stop and has done so.
async function shipTo(
  { log: commits, turns }: { readonly log: CommitLog; readonly turns: WriteTurns },
  { host, logs, state, metrics, staleAfterMs }: Shipped,
  log: Logger,
  stop: AbortSignal,
): Promise<void> {
  const shipping = ship({
    ...{ host, logs, state, turns, log: commits, by: `${hostname()}/${process.pid}` },
    onIncident: ({ level, code, message }) => {
      log[level]({ code }, message);
    },
  });
  const end = (): void => void shipping.stop().catch(() => undefined);
  if (stop.aborted) end();
  stop.addEventListener('abort', end);
  log.info({ code: 'shipping', host, logs, state }, `ships for ${host} as soon as it is its turn`);
  const onTrouble = (message: string | undefined): void => {
    shipping.warn('metrics_file', message);
  };
  const file =
    metrics === undefined
      ? undefined
      : await keepMetricsFile({ path: metrics, state, staleAfterMs, now, onTrouble });
  try {
    await shipping.done;
  } finally {
    await file?.close();
  }
}

/** Where a ship keeps what stays on its machine, unless told otherwise: beside the logs, by host. */
function shipBeside(logs: string, host: string): string {
  return join(dirname(resolve(logs)), 'ship', host);
}
