import { expect } from 'chai';
import { runsOf } from '../campaign';
import { verify } from '../../pipelines/journal/verify';
import { replay } from '../../pipelines/replay/replay';
import { loadDesk } from '../../src/io/config/load-desk';
import { childAt, numberAt, rowsAt } from '../../src/dashboard/model/json-fields';
import { isObject, type JsonObject } from '../../src/model/values/json';
import { Drive, inMemoryDir } from './drive';
import { closeRow } from './executor/rows';

/** A close a second of one symbol; the record begins at multiples of three minutes. */
const SETTINGS = { tick: '5s', lateness: '2s', windows: ['1m'], horizon: '6m', republish_every: '15s' };
const START = Date.UTC(2026, 0, 20, 9, 0, 30);
const SECONDS = 320;

async function lived(lateEvery: number, use: (drive: Drive, counts: readonly number[]) => Promise<void>) {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, SETTINGS, START);
    const counts: number[] = [];
    for (let n = 1; n <= SECONDS; n++) {
      const now = START + n * 1000;
      const late = n % lateEvery === 0 ? 30_000 : 0;
      drive.orders.append(closeRow(n, now - 400 - late, { symbols: ['BTCUSDT'] }));
      if (n % 90 === 0) drive.crash();
      await drive.lookAt(now);
      if (n % 10 === 0) counts.push(numberAt(calibrationOf(scoresOf(drive)), 'claims') ?? -1);
    }
    await drive.close();
    await use(drive, counts);
  });
}

function scoresOf(drive: Drive): JsonObject {
  const scores = drive.read('symbol_scores_v6.json');
  if (!isObject(scores)) throw new Error('no scores');
  return scores;
}

const calibrationOf = (scores: JsonObject): JsonObject => childAt(scores, 'calibration') ?? {};

describe('live keeps the score of its claims', function () {
  this.timeout(120_000);

  if (runsOf('longLives') === 0) return;
  it('the same in each replay of its journal, through kills and late rows', () =>
    lived(17, async (drive) => {
      const { difference, late } = await verify(drive.journal, drive.out);
      expect(difference).to.equal(undefined);
      expect(late.length).to.be.greaterThan(10);
      expect(numberAt(calibrationOf(scoresOf(drive)), 'claims')).to.be.greaterThan(3);
    }));

  it('as claims get their outcomes, drops those whose window leaves the horizon, and as a replay of the logs that never lived', () =>
    lived(Infinity, async (drive, counts) => {
      expect(counts[0]).to.equal(0);
      expect(Math.max(...counts)).to.be.within(5, 14);
      expect(numberAt(calibrationOf(scoresOf(drive)), 'next_trades')).to.equal(20);
      const { desk } = await loadDesk(drive.options.config);
      if (desk === undefined) throw new Error('the config is broken');
      const scores = scoresOf(drive);
      const asOf = (numberAt(scores, 'updated_ts') ?? 0) * 1000;
      const { frame } = await replay({ logs: drive.options.logs, desk, asOf, now: asOf });
      const { scores: again } = frame.files;
      if (again.kind === 'failed') throw new Error(again.message);
      expect(again.value.calibration).to.deep.equal(calibrationOf(scores));
      expect(again.value.calibration.claims).to.be.greaterThan(3);
      const drifts = again.value.symbols.map(({ symbol, drift }) => [symbol, drift]);
      expect(drifts).to.deep.equal(
        [...rowsAt(scores, 'symbols', 'symbol')].map(([symbol, row]) => [symbol, row['drift']]),
      );
    }));
});
