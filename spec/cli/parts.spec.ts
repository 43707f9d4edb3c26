import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { closeLine, fillLine, routeLine, TS } from '../io/rows';
import { ALLOCATION, at, fileAt, onDesk, replayAt, STATE_NAMES } from './desk';
import { intel } from './intel';
import { rowsOf, trades } from './trade-rows';

/** The desk's forty closes are a minute apart from TS on: close n closed at `minute(n)`. */
const minute = (n: number): string => new Date((TS + 60 * n) * 1000).toISOString();
const DAY = 86_400;

/** A position entered forty days before it was closed, and ten small ones a day apart before that. */
const HELD_LONG = [
  ...Array.from({ length: 10 }, (_, n) =>
    closeLine({ ts: TS + n * DAY, orderId: n, realizedPnlUsd: n, notional_usd: 100, fees_total: 0 }),
  ),
  fillLine({
    ...{ ts_fill_last: TS + 10 * DAY, ts_fill_first: TS + 10 * DAY, orderId: 'in', side: 'BUY' },
    ...{ executedQty: 2, avgPrice: 100, fee_total: 0.3, feeAsset: 'USDT', attempt_id: 'a', status: 'FILLED' },
  }),
  closeLine({
    ...{ ts: TS + 50 * DAY, orderId: 'out', realizedPnlUsd: 20, fees_total: 0.4, attempt_id: 'b' },
    ...{ position_size_before: 2, position_size_after: 0, closed_qty: 2 },
  }),
].join('\n');

const LONG = {
  'logs/execution/orders_executed.jsonl': `${HELD_LONG}\n`,
  'logs/execution/order_metrics.jsonl': `${routeLine({ ts: TS + 10 * DAY, attempt_id: 'a', maker_start: true, is_maker_final: true, slippage_bps: 0.5 })}\n`,
};

async function exits(dir: string, ...args: readonly string[]): Promise<readonly unknown[]> {
  const { code, out, err } = await trades(dir, '--json', ...args);
  expect(code, err).to.equal(0);
  return rowsOf(out).map((row) => row['exit_ts']);
}

describe('a part of the history on the command line', () => {
  it('intel trades shows what closed at --since or later and by --until', async () => {
    await onDesk({}, async (dir) => {
      const all = await exits(dir, '--window', 'all');
      expect(all).to.have.length(40);
      expect(await exits(dir, '--since', minute(10))).to.deep.equal(all.slice(10));
      expect(await exits(dir, '--until', minute(9))).to.deep.equal(all.slice(0, 10));
      expect(await exits(dir, '--since', minute(10), '--until', minute(19))).to.deep.equal(all.slice(10, 20));
      expect(await exits(dir, '--since', minute(10), '--until', minute(10))).to.deep.equal([all[10]]);
      const [after, until] = [minute(10).replace('.000', '.001'), minute(12)];
      expect(await exits(dir, '--since', after, '--until', until)).to.deep.equal(all.slice(11, 13));
      const { err } = await trades(dir, '--since', minute(30));
      expect(err).to.contain(`10 trades, window since_${minute(30)};`);
    });
  });

  it('a position that was entered before it counts whole, however long ago that was', async () => {
    await onDesk(LONG, async (dir) => {
      const usual = rowsOf((await trades(dir, '--json')).out).at(-1);
      expect(usual).to.include({ entry_ts: null, entry_unknown: 1 });
      for (const part of [
        ['--since', String(TS + 49 * DAY)],
        ['--window', 'all'],
        ['--window', 'last_3'],
      ]) {
        const last = rowsOf((await trades(dir, '--json', ...part)).out).at(-1);
        expect(last, part.join(' ')).to.include({ entry_unknown: 0, hold_s: 40 * DAY, entry_price: 100 });
        expect(last, 'with the row of its attempt').to.include({ regime_of: 'entry', entry_attempt: 'a' });
      }
    });
  });

  it('the last N reach back as far as they must, or it is said why not', async () => {
    await onDesk(LONG, async (dir) => {
      expect(await exits(dir, '--window', 'last_5')).to.have.length(5);
      const { err } = await trades(dir, '--window', 'last_50');
      expect(err).to.contain('last_50 holds 11 trades: the logs hold no more');
      const replayed = await intel(replayAt(dir));
      expect(replayed.err).to.contain(
        'last_200 holds 1 trades: the horizon of 30 d ends before the last 200',
      );
      const warnings = (name: string): unknown => fileAt(join(dir, 'out', name), 'metadata', 'warnings');
      expect(warnings('expectancy_v6.json')).to.include('last_n_short');
      expect(warnings(ALLOCATION)).to.not.include('last_n_short');
      expect((await intel(replayAt(dir, '--window', 'last_5', '--force'))).code).to.equal(0);
      expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count')).to.equal(5);
      expect(warnings('expectancy_v6.json')).to.not.include('last_n_short');
    });
  });

  it('no window is longer than the logs without a word', async () => {
    await onDesk({}, async (dir) => {
      const { err } = await intel(replayAt(dir));
      expect(err).to.contain('14d, 24h, 7d, 30d: the logs begin 39 min before the as-of');
      expect(err).to.contain('last_200 holds 40 trades: the logs hold no more');
      expect((await trades(dir, '--window', '30m')).err).to.not.contain('the logs begin');
      expect((await trades(dir, '--window', 'all')).err).to.not.contain('the logs');
      expect((await intel(replayAt(dir, '--force', '--quiet'))).err).to.equal('');
    });
  });

  it('intel replay makes it the primary window, and intel probe reads that again', async () => {
    await onDesk({}, async (dir) => {
      const part = ['--since', minute(10), '--until', minute(19)];
      const { code, err } = await intel(replayAt(dir, ...part));
      expect(code, err).to.equal(0);
      const name = `since_${minute(10)}`;
      const file = join(dir, 'out', 'expectancy_v6.json');
      expect([fileAt(file, 'window'), fileAt(file, 'lookback_hours')]).to.deep.equal([name, null]);
      expect([fileAt(file, 'sample_count'), fileAt(file, 'windows', name, 'sample_count')]).to.deep.equal([
        10, 10,
      ]);
      expect(fileAt(file, 'as_of')).to.equal(minute(19).replace('Z', '+00:00'));
      const before = STATE_NAMES.map((each) => readFileSync(join(dir, 'out', each), 'utf8'));
      const probed = await intel(['probe', '--state', join(dir, 'out'), ...at(dir, 'config')]);
      expect(probed.code, probed.err).to.equal(0);
      expect(probed.out).to.contain(`window ${name}`);
      expect(STATE_NAMES.map((each) => readFileSync(join(dir, 'out', each), 'utf8'))).to.deep.equal(before);
    });
  });

  it('intel replay --until alone is everything up to then', async () => {
    await onDesk({}, async (dir) => {
      expect((await intel(replayAt(dir, '--until', minute(9)))).code).to.equal(0);
      const file = join(dir, 'out', 'expectancy_v6.json');
      expect([fileAt(file, 'window'), fileAt(file, 'sample_count')]).to.deep.equal(['all', 10]);
    });
  });

  it('intel settings tells that the horizon has no end then', async () => {
    await onDesk({}, async (dir) => {
      const { out } = await intel(['settings', ...at(dir, 'config'), '--window', 'all', '--json']);
      const horizon = rowsOf(out).find(({ name }) => name === 'horizon');
      expect(horizon).to.include({ value: 'all', default: '30d', set_by: '--window' });
    });
  });
});
