import { join } from 'node:path';
import { expect } from 'chai';
import type { AllocationFile } from '../../../operators/allocate/allocation-file';
import type { ExpectancyFile } from '../../../operators/expectancy/expectancy-file';
import { verify } from '../../../pipelines/journal/verify';
import { publicationsOf } from '../../../pipelines/publish/publication';
import { replay } from '../../../pipelines/replay/replay';
import { loadDesk } from '../../../src/io/config/load-desk';
import { sha256 } from '../../../src/io/files/sha256';
import { isoUtc } from '../../../src/model/values/time';
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

/** Live's files of its last tick are those of a replay of the raw logs up to it, and of its journal. */
export async function expectReplayed(drive: Drive): Promise<void> {
  const { desk } = await loadDesk(join(drive.dir, 'config'));
  if (desk === undefined) throw new Error('the configs are sound');
  const asOf = Date.parse(expectancy(drive).as_of);
  const { frame } = await replay({ logs: join(drive.dir, 'logs'), desk, asOf, now: asOf });
  const last = new Map(
    drive
      .published()
      .flatMap(({ file, as_of, sha256: sum }) => (as_of === isoUtc(asOf) ? [[file, sum]] : [])),
  );
  expect(last).to.not.be.empty;
  for (const { name, file } of publicationsOf(frame))
    if (last.has(name)) expect(last.get(name), name).to.equal(sha256([JSON.stringify(file), '\n']));
  const { difference, damage, compared, unfounded } = await verify(drive.journal, drive.out);
  expect({ difference, damage }).to.deep.equal({ difference: undefined, damage: [] });
  expect(compared).to.be.above(0);
  expect(compared + unfounded).to.equal(drive.published().length);
}
