import { join } from 'node:path';
import { expect } from 'chai';
import { verify } from '../../../pipelines/journal/verify';
import { Drive, inMemoryDir } from '../drive';
import { closeRow, metricRow } from '../executor/rows';
import { linesOf } from './truth';

const START_MS = Date.UTC(2026, 0, 20, 9, 0, 0, 500);
const SETTINGS = { tick: '1s', lateness: '200ms', windows: ['1h'], horizon: '2h', republish_every: '1s' };

/** Runs `use` on a live that has answered some ticks. */
async function ticking(use: (drive: Drive) => Promise<void>): Promise<void> {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, SETTINGS, START_MS);
    for (let second = 0; second < 4; second++) {
      const ts = START_MS + 1000 * second;
      drive.metrics.append(metricRow(second, ts));
      drive.orders.append(closeRow(second, ts));
      await drive.lookAt(ts + 100);
    }
    await use(drive);
    await drive.close();
  });
}

describe('a restart of live', () => {
  for (const end of ['close', 'crash'] as const) {
    it(`after a ${end} and with another config leaves the ticks answered before as they were`, async () => {
      await ticking(async (drive) => {
        const before = linesOf(join(drive.out, 'history', 'published.jsonl'));
        await drive[end]();
        drive.config('execution_intel.json', { ...SETTINGS, r_clip: 2 });
        await drive.lookAt(START_MS + 5100);
        const after = linesOf(join(drive.out, 'history', 'published.jsonl'));
        expect(after.slice(0, before.length)).to.deep.equal(before);
        expect((await verify(drive.journal, drive.out)).difference).to.equal(undefined);
      });
    });
  }
});
