import { followEngine } from '../../../pipelines/hosts/engine/follow-engine';
import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import { openEngine } from '../../io/log/nats/open-engine';
import { closedText, gatesOf } from '../../model/fund/gates';
import { printNote } from '../terminal/print';
import { runService, serviceLog } from './service';
import { shipLogs, shipmentOf, watchShip, type ShipFlags } from './ship-logs';
import { Watch, watchSettings, type WatchFlags } from './watch';

/** What live is told besides, where it runs on an engine. */
export interface LiveOnEngineFlags extends Omit<ShipFlags, 'host'>, WatchFlags {
  readonly host?: string;
  readonly out: string;
  readonly takeOver?: boolean;
  readonly standby?: boolean;
}

/**
 * `intel live --engine`: ships the logs of this host and follows the log of the fund, in one process. Where one of both
 * ends, so does the other.
 */
export async function liveOnEngine(flags: LiveOnEngineFlags): Promise<void> {
  const { engine, host, logs, out, takeOver, standby } = flags;
  if (host === undefined)
    throw new UsageError('live --engine takes --host, the name of this host in the fund');
  const shipment = shipmentOf({ host, logs, engine });
  const settings = watchSettings(flags);
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`live does not start: ${closedText(process.env)}`);
    return;
  }
  const log = serviceLog();
  const watch = new Watch(settings, log);
  const places = { '--out': out, '--logs': logs };
  const files = await watch.post({ place: { out }, does: 'tick', standby, places });
  const hearers = { log, post: await watchShip(watch, shipment, host), incidentsTold: watch.isHeard };
  log.info({ code: 'following', engine, host, logs, out }, 'ships and follows');
  await runService(log, (signal) =>
    watch.during(() =>
      together(signal, [
        (ended) => shipLogs(shipment, hearers, ended),
        (ended) =>
          followEngine({
            ...{ out, takeOver, standby, gates, program: packageVersion(), signal: ended },
            incidentsTold: watch.isHeard,
            open: (hooks) => openEngine(engine, hooks),
            onStart: files.begins,
            onIncident: files.take,
          }),
      ]),
    ),
  );
}

/** Runs all until told to stop or until one of them ends, and throws what ended the first that failed. */
async function together(
  signal: AbortSignal,
  runs: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const ending = new AbortController();
  const ended = AbortSignal.any([signal, ending.signal]);
  const failures: unknown[] = [];
  await Promise.all(
    runs.map(async (run) => {
      try {
        await run(ended);
      } catch (error) {
        failures.push(error);
      }
      ending.abort();
    }),
  );
  if (failures.length > 0) throw failures[0];
}
