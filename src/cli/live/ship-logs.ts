import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { ship } from '../../../pipelines/hosts/ship';
import { followUntil } from '../../../pipelines/live/drive';
import { UsageError } from '../../io/files/failures';
import type { Engine, EngineHooks } from '../../io/log/engine/engine';
import { isHostName } from '../../io/log/host-token';
import { openEngine } from '../../io/log/nats/open-engine';
import type { Watch } from './watch';
import type { WatchPost } from './watch-post';

/** What the logs of a host are shipped with, as it was typed. */
export interface ShipFlags {
  readonly host: string;
  readonly logs: string;
  readonly engine: string;
  readonly state?: string;
}

/** The same, checked. */
interface Shipment {
  readonly host: string;
  readonly logs: string;
  readonly engine: string;
  readonly state: string;
}

/** Checks what was typed. Throws a UsageError. */
export function shipmentOf(flags: ShipFlags): Shipment {
  const { host, logs, engine } = flags;
  if (!isHostName(host))
    throw new UsageError(`--host was "${host}"; allowed: 1 to 64 of the characters A-Z a-z 0-9 _ -`);
  return { host, logs, engine, state: flags.state ?? shipBeside(logs, host) };
}

/** Has a ship watched over. `fileMark`: its file of metrics is one of several. Throws as `Watch.post` does. */
export function watchShip(
  watch: Watch,
  { host, logs, state }: Shipment,
  fileMark?: string,
): Promise<WatchPost> {
  const places = { '--state': state, '--logs': logs };
  return watch.post({ place: { out: state, host }, does: 'commit', places, ...(fileMark && { fileMark }) });
}

/** Who hears of a shipment. */
interface ShipHearers {
  readonly log: Logger;
  readonly post: WatchPost;
  /** Whether a person is told of incidents. */
  readonly incidentsTold: boolean;
}

/** Ships from when the engine can be reached until told to stop. Throws what ended it before. */
export async function shipLogs(shipment: Shipment, hearers: ShipHearers, signal: AbortSignal): Promise<void> {
  const opened = new AbortController();
  const hooks = engineHooks(hearers, opened.signal);
  const engine = await openEngine(shipment.engine, { ...hooks, signal });
  if (engine === undefined) return;
  opened.abort();
  try {
    await shipTo(engine, shipment, hearers, signal);
  } finally {
    await engine.close();
  }
}

function engineHooks(
  { log, post }: ShipHearers,
  opened: AbortSignal,
): Pick<EngineHooks, 'onWarning' | 'onState'> {
  const tell = (message: string): void => {
    post.take({ level: 'warn', code: 'engine', message, phase: 'event' });
  };
  return {
    onWarning: tell,
    onState: (is) => {
      if (is.kind === 'connected') {
        log.info({ code: 'engine' }, `connected to ${is.server}`);
        return;
      }
      const message = `${is.servers} cannot be reached: ${is.reason}; waits`;
      // A ship that works says so by itself, with its end: `log`.
      if (opened.aborted) log.warn({ code: 'engine' }, message);
      else tell(message);
    },
  };
}

async function shipTo(
  { log: commits, turns }: Engine,
  { host, logs, state }: Shipment,
  { log, post, incidentsTold }: ShipHearers,
  signal: AbortSignal,
): Promise<void> {
  const shipping = ship({
    ...{ host, logs, state, turns, incidentsTold, log: commits, by: `${hostname()}/${process.pid}` },
    onIncident: post.take,
  });
  log.info({ code: 'shipping', host, logs, state }, `ships for ${host} when it is its turn`);
  post.begins(shipping);
  await followUntil(shipping, signal);
}

/** Where a ship keeps what stays on its machine, unless told otherwise: beside the logs, by host. */
function shipBeside(logs: string, host: string): string {
  return join(dirname(resolve(logs)), 'ship', host);
}
