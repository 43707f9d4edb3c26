import { runService, serviceLog } from '../live/service';
import { shipLogs, shipmentOf, watchShip, type ShipFlags } from '../live/ship-logs';
import { Watch, watchSettings, type WatchFlags } from '../live/watch';

/** `intel ship`: ships the logs of a host, logs incidents to stderr, and ends well on a signal. */
export async function shipCommand(flags: ShipFlags & WatchFlags): Promise<void> {
  const shipment = shipmentOf(flags);
  const log = serviceLog();
  const watch = new Watch(watchSettings(flags), log);
  const hearers = { log, post: await watchShip(watch, shipment), incidentsTold: watch.isHeard };
  await runService(log, (signal) => watch.during(() => shipLogs(shipment, hearers, signal)));
}
