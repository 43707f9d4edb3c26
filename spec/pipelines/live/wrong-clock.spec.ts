import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verify } from '../../../pipelines/journal/verify';
import { DAY, HOUR, isoUtc, MINUTE } from '../../../src/model/values/time';
import type { Drive } from '../../live/drive';
import { closeRow, metricRow } from '../../live/executor/rows';
import { allocation, driven, expectancy, expectReplayed, FAST, SECOND, START } from './live-made';

/** Clocks that are wrong: ours at the start or for a time, and those of single rows. */

const YEAR = 365 * DAY;

/** So many trades, a second apart, the last one at `until`. */
function trades(drive: Drive, count: number, until: number): void {
  for (let n = 0; n < count; n++) {
    const ts = until - (count - n) * SECOND;
    drive.metrics.append(metricRow(n, ts));
    drive.orders.append(closeRow(n, ts + 1));
  }
}

const warning = (drive: Drive, code: string): string => drive.health().warnings[code] ?? '';

describe('live with a clock that is wrong', () => {
  for (const [what, behind] of [
    ['a day', DAY],
    ['six minutes', 6 * MINUTE],
    ['since 1970', START - HOUR],
  ] as const)
    it(`behind by ${what} at the start: rows wait, are told of, and count once it is right`, () =>
      driven(async (drive) => {
        trades(drive, 40, START);
        await drive.lookAt(START - behind);
        await drive.lookAt(START - behind + 10 * SECOND);
        expect(warning(drive, 'rows_ahead')).to.match(
          /^\d+ rows wait for their time, the latest 2026-01-20T/,
        );
        expect(drive.health()).to.deep.include({ quarantined: 0, state: 'degraded' });
        expect(expectancy(drive)).to.deep.include({ sample_count: 0 });
        await drive.lookAt(START + 10 * SECOND);
        await drive.lookAt(START + 20 * SECOND);
        expect(drive.health()).to.deep.include({ quarantined: 0, state: 'live', warnings: {} });
        expect(expectancy(drive).sample_count).to.equal(40);
        await expectReplayed(drive);
      }));

  it('behind, killed while rows wait, and killed when they have counted: nothing is lost or counted twice', () =>
    driven(async (drive) => {
      trades(drive, 40, START);
      for (const at of [
        START - 40 * DAY,
        START - 39 * DAY,
        START - DAY,
        START + 10 * SECOND,
        START + 12 * DAY,
      ]) {
        await drive.lookAt(at);
        await drive.lookAt(at + 10 * SECOND);
        drive.crash();
      }
      await drive.lookAt(START + 12 * DAY + 20 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(40);
      await expectReplayed(drive);
    }));

  for (const [what, ahead] of [
    ['290 s', 290 * SECOND],
    ['an hour', HOUR],
    ['a year', YEAR],
  ] as const)
    it(`behind that of one close and its router row by ${what}: ticks go on, and other rows are not late`, () =>
      driven(async (drive) => {
        await drive.lookAt(START);
        drive.metrics.append(metricRow(1, START + ahead));
        drive.orders.append(closeRow(1, START + ahead + 1));
        for (let n = 2; n <= 5; n++) {
          drive.metrics.append(metricRow(n, START + n * SECOND));
          drive.orders.append(closeRow(n, START + n * SECOND + 1));
          await drive.lookAt(START + n * SECOND + 100);
        }
        await drive.lookAt(START + 20 * SECOND);
        expect(expectancy(drive)).to.include({ sample_count: 4, as_of: isoUtc(START + 15 * SECOND) });
        expect(Object.values(drive.health().sources).map(({ late }) => late)).to.deep.equal([0, 0]);
        expect(warning(drive, 'rows_ahead') !== '').to.equal(ahead > 300 * SECOND);
        const due = START + ahead + 10 * SECOND;
        await drive.lookAt(due);
        expect(expectancy(drive).sample_count).to.equal(ahead < YEAR ? 5 : 1);
        expect(drive.health().warnings).to.deep.equal({});
        await expectReplayed(drive);
      }));

  it('ahead by a year once: it says so, and the way out that it names brings all rows back', () =>
    driven(async (drive) => {
      trades(drive, 40, START);
      await drive.lookAt(START + YEAR);
      expect(warning(drive, 'tick_ahead')).to.equal('');
      drive.crash();
      await drive.lookAt(START + 10 * SECOND);
      expect(warning(drive, 'tick_ahead')).to.contain('2027-01-20T').and.contain('move the journal');
      await drive.close();
      for (const dir of [drive.journal, drive.out]) renameSync(dir, `${dir}.aside`);
      await drive.lookAt(START + 20 * SECOND);
      expect(expectancy(drive)).to.include({ sample_count: 40, as_of: isoUtc(START + 15 * SECOND) });
      expect(drive.health().warnings).to.deep.equal({});
    }));

  it('set a year ahead for a minute while it runs: neither ticks nor the days of the journal follow', () =>
    driven(async (drive) => {
      trades(drive, 3, START - MINUTE);
      writeFileSync(join(drive.dir, 'logs/execution/orders_executed.jsonl.1'), `${closeRow(9, START)}\n`);
      for (let n = 0; n < 12; n++) {
        drive.orders.append(closeRow(10 + n, START + n * 5 * SECOND));
        await drive.lookAt(START + n * 5 * SECOND + 100, START + YEAR + n * 5 * SECOND);
      }
      expect(readdirSync(drive.journal).filter((name) => name.endsWith('.jsonl'))).to.deep.equal([
        '2026-01-20.jsonl',
      ]);
      expect(expectancy(drive).as_of).to.equal(isoUtc(START + 50 * SECOND));
      expect(expectancy(drive).metadata.warnings).to.include('orders_executed_unread_files');
      await drive.lookAt(START + 70 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(15);
      await expectReplayed(drive);
    }));

  it('behind by a week, while the journal keeps a day: rows outlive what is removed, and the journal gives the same', () =>
    driven(async (drive) => {
      const short = { ...FAST, windows: ['1d'], horizon: '1d', journal_keep: '1d', history_keep: '30d' };
      drive.config('execution_intel.json', short);
      await drive.lookAt(START - 7 * DAY);
      trades(drive, 10, START);
      const days: string[] = [];
      for (let day = -7; day <= 0; day++) {
        await drive.lookAt(START + day * DAY + HOUR);
        await drive.lookAt(START + day * DAY + HOUR + 10 * SECOND);
        if (day % 3 === 0) drive.crash();
        days.push(
          readdirSync(drive.journal)
            .filter((name) => name.endsWith('.jsonl'))
            .join(' '),
        );
      }
      expect(days.at(-1)).to.match(/^2026-01-13.jsonl 2026-01-17.jsonl/);
      expect(expectancy(drive).sample_count).to.equal(10);
      await drive.lookAt(START + 3 * HOUR);
      await expectReplayed(drive);
      await drive.lookAt(START + 3 * DAY);
      await drive.lookAt(START + 4 * DAY);
      expect(readdirSync(drive.journal)).to.not.include('2026-01-13.jsonl');
      expect((await verify(drive.journal, drive.out)).difference).to.equal(undefined);
    }));

  it('a snapshot from the future counts when its time has come', () =>
    driven(async (drive) => {
      drive.snapshot('nav.json', { equity: 100_000, drawdown_pct: 0, updated_ts: START / SECOND + 3600 });
      await drive.lookAt(START);
      await drive.lookAt(START + 10 * SECOND);
      expect(warning(drive, 'nav')).to.contain('more than max_future_s');
      expect(allocation(drive).global.reasons).to.include('equity_unknown');
      await drive.lookAt(START + HOUR + 10 * SECOND);
      expect(allocation(drive).global).to.include({ current_equity_usd: 100_000 });
    }));
});
