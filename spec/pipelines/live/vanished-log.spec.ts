import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Drive } from '../../live/drive';
import { closeRow } from '../../live/executor/rows';
import { driven, expectancy, SECOND, START, trade } from './live-made';

const LOGS = ['order_metrics', 'orders_executed'] as const;

const asOf = (drive: Drive): string => expectancy(drive).as_of;

/** Runs `use` on a live of one trade, its logs' directory, and where that goes when it is taken away. */
function followed(use: (drive: Drive, dir: string, away: string) => Promise<void>): Promise<void> {
  return driven(async (drive) => {
    await drive.lookAt(START);
    await trade(drive, 1, START + SECOND);
    await drive.lookAt(START + 10 * SECOND);
    expect(expectancy(drive).sample_count).to.equal(1);
    await use(drive, join(drive.dir, 'logs', 'execution'), join(drive.dir, 'away'));
  });
}

describe('live, when the logs go with their directory', () => {
  for (const restarts of [false, true])
    it(`publishes no tick${restarts ? ', after a restart too' : ''}, says why, and goes on when they are back`, () =>
      followed(async (drive, dir, away) => {
        const before = asOf(drive);
        renameSync(dir, away);
        if (restarts) drive.crash();
        for (let s = 20; s < 200; s += 20) await drive.lookAt(START + s * SECOND);
        expect(asOf(drive)).to.equal(before);
        const { warnings, sources } = drive.health();
        for (const log of LOGS) {
          expect(warnings[`${log}_unreadable`]).to.contain(dir).and.contain('ticks wait');
          expect(warnings).to.not.have.property(`${log}_missing`);
          expect(sources[log]?.state).to.equal('unreadable');
        }
        renameSync(away, dir);
        drive.orders.append(closeRow(2, START + 60 * SECOND));
        await drive.lookAt(START + 200 * SECOND);
        await drive.lookAt(START + 210 * SECOND);
        expect(expectancy(drive)).to.deep.include({ sample_count: 2 });
        expect(asOf(drive) > before).to.equal(true);
        expect(drive.health().warnings).to.deep.equal({});
        expect(expectancy(drive).metadata).to.deep.include({
          complete: true,
          warnings: ['last_n_short'],
        });
      }));

  it('waits in an empty directory, and goes on when the executor writes there again', () =>
    followed(async (drive, dir) => {
      rmSync(dir, { recursive: true });
      await drive.lookAt(START + 20 * SECOND);
      mkdirSync(dir);
      const before = asOf(drive);
      for (let s = 40; s < 200; s += 20) await drive.lookAt(START + s * SECOND);
      expect(asOf(drive)).to.equal(before);
      await trade(drive, 2, START + 200 * SECOND);
      await drive.lookAt(START + 210 * SECOND);
      await drive.lookAt(START + 220 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(2);
      expect(drive.health().warnings).to.deep.equal({});
    }));

  it('ticks on without logs that never were', () =>
    driven(async (drive) => {
      rmSync(join(drive.dir, 'logs', 'execution'), { recursive: true });
      await drive.lookAt(START);
      const before = asOf(drive);
      for (let s = 20; s < 200; s += 20) await drive.lookAt(START + s * SECOND);
      expect(asOf(drive) > before).to.equal(true);
      expect(drive.health().warnings).to.have.all.keys(LOGS.map((log) => `${log}_missing`));
    }));
});
