import type { AllocationFile } from '../../../operators/allocate/allocation-file';
import type { ExpectancyFile } from '../../../operators/expectancy/expectancy-file';
import { Drive, inMemoryDir, type DriveOptions } from '../../live/drive';
import { closeRow, metricRow } from '../../live/executor/rows';

/** Live as a desk meets it: looked at by a hand clock, its files read from the disk. */

export const START = Date.UTC(2026, 0, 20, 9);
export const SECOND = 1000;
export const FAST = { tick: '5s', lateness: '2s' };

export async function driven(
  use: (drive: Drive) => Promise<void>,
  options: DriveOptions = {},
): Promise<void> {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, FAST, START, options);
    try {
      await use(drive);
    } finally {
      await drive.close();
    }
  });
}

export const expectancy = (drive: Drive): ExpectancyFile =>
  drive.read('expectancy_v6.json') as ExpectancyFile;
export const allocation = (drive: Drive): AllocationFile =>
  drive.read('risk_allocation_suggestions_v6.json') as AllocationFile;

export async function trade(drive: Drive, n: number, ts: number): Promise<void> {
  drive.metrics.append(metricRow(n, ts));
  drive.orders.append(closeRow(n, ts + 1));
  await drive.lookAt(ts + 100);
}
