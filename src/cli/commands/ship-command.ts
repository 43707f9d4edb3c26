import { runService, serviceLog } from '../live/service';
import { shipLogs, shipmentOf, type ShipFlags } from '../live/ship-logs';

/** `intel ship`: ships the logs of a host, logs incidents to stderr, and ends well on a signal. */
export async function shipCommand(flags: ShipFlags): Promise<void> {
  const shipment = await shipmentOf(flags);
  const log = serviceLog();
  await runService(log, (signal) => shipLogs(shipment, log, signal));
}
