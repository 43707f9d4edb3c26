import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../operators/files/state-files';
import { verify } from '../../pipelines/journal/verify';
import { replay } from '../../pipelines/replay/replay';
import { childAt, numberAt } from '../../src/dashboard/model/json-fields';
import { loadDesk } from '../../src/io/config/load-desk';
import { isObject, type JsonObject } from '../../src/model/values/json';
import { DAY, SECOND } from '../../src/model/values/time';
import { runsOf } from '../campaign';
import { Drive, inMemoryDir } from './drive';
import { closeRow, metricRow } from './executor/rows';

/** A live of which nothing is forgotten: it gives what a replay gives, and its journal is kept whole. */

const START = Date.UTC(2026, 0, 20, 9, 0, 30);
const KEEP = { tick: '5s', lateness: '2s', journal_keep: '1d', republish_every: '15s' };
const ALL = { ...KEEP, windows: ['all', '1m', 'last_50'], horizon: '2m' };

function expectancyIn(drive: Drive): JsonObject {
  const file = drive.read('expectancy_v6.json');
  if (!isObject(file)) throw new Error('no expectancy');
  return file;
}

/** A close and its router row each second for `seconds`; every seventh comes half a minute late. */
async function trade(drive: Drive, from: number, seconds: number, startMs: number): Promise<void> {
  for (let n = from; n < from + seconds; n++) {
    const now = startMs + (n - from) * SECOND;
    const ts = now - 400 - (n % 7 === 0 ? 30 * SECOND : 0);
    drive.metrics.append(metricRow(n, ts - 100));
    drive.orders.append(closeRow(n, ts));
    await drive.lookAt(now);
  }
}

describe('live with the window all', function () {
  this.timeout(120_000);

  if (runsOf('longLives') === 0) return;
  it('forgets nothing through days, kills and late rows; its journal and the logs give the same bytes', () =>
    inMemoryDir(async (dir) => {
      const drive = new Drive(dir, ALL, START);
      await trade(drive, 0, 60, START);
      drive.crash();
      for (const day of [1, 2, 3]) await drive.lookAt(START + day * DAY);
      await trade(drive, 60, 40, START + 4 * DAY);
      drive.crash();
      await drive.lookAt(START + 4 * DAY + 90 * SECOND);
      const file = expectancyIn(drive);
      expect(numberAt(file, 'sample_count')).to.equal(100);
      expect(file).to.include({ lookback_hours: null, lookback_days: null, window: 'all' });
      expect(numberAt(childAt(childAt(file, 'windows') ?? {}, 'last_50') ?? {}, 'sample_count')).to.equal(50);
      expect(childAt(file, 'metadata')).to.deep.include({ complete: true, warnings: [] });
      expect(readdirSync(drive.journal)).to.include('2026-01-20.jsonl');
      await drive.close();
      const { difference, late } = await verify(drive.journal, drive.out);
      expect(difference).to.equal(undefined);
      expect(late.length).to.be.greaterThan(5);

      const { desk } = await loadDesk(drive.options.config);
      if (desk === undefined) throw new Error('the config is broken');
      const asOf = (numberAt(file, 'updated_ts') ?? 0) * SECOND;
      const out = join(dir, 'again');
      await replay({ logs: drive.options.logs, desk, asOf, now: asOf, out });
      for (const name of Object.values(STATE_FILES))
        expect(readFileSync(join(out, name), 'utf8'), name).to.equal(
          readFileSync(join(drive.out, name), 'utf8'),
        );
    }));

  it('asked for after its journal was pruned says that rows are missing', () =>
    inMemoryDir(async (dir) => {
      const drive = new Drive(dir, { ...KEEP, windows: ['1h'], horizon: '1d' }, START);
      await trade(drive, 0, 10, START);
      for (const day of [1, 2, 3, 4]) await drive.lookAt(START + day * DAY);
      expect(readdirSync(drive.journal)).to.not.include('2026-01-20.jsonl');
      drive.config('execution_intel.json', ALL);
      await trade(drive, 10, 20, START + 5 * DAY);
      await drive.lookAt(START + 5 * DAY + 60 * SECOND);
      const file = expectancyIn(drive);
      expect(numberAt(file, 'sample_count')).to.equal(20);
      expect(childAt(file, 'metadata')).to.deep.include({ complete: false, warnings: ['journal_damaged'] });
      await drive.close();
      expect((await verify(drive.journal, drive.out)).difference).to.equal(undefined);
    }));
});
