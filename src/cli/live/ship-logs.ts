import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { ship } from '../../../pipelines/hosts/ship';
import { followUntil } from '../../../pipelines/live/drive';
import { keepMetricsFile } from '../../dashboard/metrics-file';
import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import type { Engine } from '../../io/log/engine/engine';
import { isHostName } from '../../io/log/host-token';
import { openEngine } from '../../io/log/nats/open-engine';
import { metricsPath } from './metrics-path';
import { staleAfterOption } from '../terminal/dashboard-options';
import { logIncident } from './service';

/** What the logs of a host are shipped with, as it was typed. */
export interface ShipFlags {
  readonly host: string;
  readonly logs: string;
  readonly engine: string;
  readonly state?: string;
  readonly metricsFile?: string;
  readonly staleAfter: string;
}

/** The same, checked. */
interface Shipment {
  readonly host: string;
  readonly logs: string;
  readonly engine: string;
  readonly state: string;
  readonly metrics: string | undefined;
  readonly staleAfterMs: number;
}

/** Checks what was typed. Throws a UsageError. */
export async function shipmentOf(flags: ShipFlags): Promise<Shipment> {
  const { host, logs, engine } = flags;
  if (!isHostName(host))
    throw new UsageError(`--host was "${host}"; allowed: 1 to 64 of the characters A-Z a-z 0-9 _ -`);
  const state = flags.state ?? shipBeside(logs, host);
  const staleAfterMs = staleAfterOption(flags.staleAfter);
  const places = { '--state': state, '--logs': logs };
  const metrics = flags.metricsFile === undefined ? undefined : await metricsPath(flags.metricsFile, places);
  return { host, logs, engine, state, metrics, staleAfterMs };
}

/** Ships from when the engine can be reached until told to stop. Throws what ended it before. */
export async function shipLogs(shipment: Shipment, log: Logger, signal: AbortSignal): Promise<void> {
  const engine = await openEngine(shipment.engine, {
    signal,
    onWarning: (message) => {
      log.warn({ code: 'engine' }, message);
    },
    onState: (is) => {
      if (is.kind === 'connected') log.info({ code: 'engine' }, `connected to ${is.server}`);
      else log.warn({ code: 'engine' }, `${is.servers} cannot be reached: ${is.reason}; waits`);
    },
  });
  if (engine === undefined) return;
  try {
    await shipTo(engine, shipment, log, signal);
  } finally {
    await engine.close();
  }
}

async function shipTo(
  { log: commits, turns }: Engine,
  { host, logs, state, metrics, staleAfterMs }: Shipment,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const shipping = ship({
    ...{ host, logs, state, turns, log: commits, by: `${hostname()}/${process.pid}` },
    onIncident: (incident) => {
      logIncident(log, incident);
    },
  });
  log.info({ code: 'shipping', host, logs, state }, `ships for ${host} when it is its turn`);
  const onTrouble = (message: string | undefined): void => {
    shipping.warn('metrics_file', message);
  };
  const file =
    metrics === undefined
      ? undefined
      : await keepMetricsFile({ path: metrics, state, staleAfterMs, now, onTrouble });
  try {
    await followUntil(shipping, signal);
  } finally {
    await file?.close();
  }
}

/** Where a ship keeps what stays on its machine, unless told otherwise: beside the logs, by host. */
function shipBeside(logs: string, host: string): string {
  return join(dirname(resolve(logs)), 'ship', host);
}
