import { followEngine } from '../../../pipelines/hosts/engine/follow-engine';
import { UsageError } from '../../io/files/failures';
import { packageVersion } from '../../io/files/package-root';
import { openEngine } from '../../io/log/nats/open-engine';
import { closedText, gatesOf } from '../../model/fund/gates';
import { printNote } from '../terminal/print';
import { logIncident, runService, serviceLog } from './service';
import { shipLogs, shipmentOf, type ShipFlags } from './ship-logs';

/** What live is told besides, where it runs on an engine. */
export interface LiveOnEngineFlags extends Omit<ShipFlags, 'host' | 'metricsFile'> {
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
  const { engine, host, logs, out, takeOver, standby, staleAfter } = flags;
  if (host === undefined)
    throw new UsageError('live --engine takes --host, the name of this host in the fund');
  const shipment = await shipmentOf({ host, logs, engine, staleAfter });
  const gates = gatesOf(process.env);
  if (!gates.enabled) {
    printNote(`live does not start: ${closedText(process.env)}`);
    return;
  }
  const log = serviceLog();
  log.info({ code: 'following', engine, host, logs, out }, 'ships and follows');
  await runService(log, (signal) =>
    together(signal, [
      (ended) => shipLogs(shipment, log, ended),
      (ended) =>
        followEngine({
          ...{ out, takeOver, standby, gates, program: packageVersion(), signal: ended },
          open: (hooks) => openEngine(engine, hooks),
          onIncident: (incident) => {
            logIncident(log, incident);
          },
        }),
    ]),
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
