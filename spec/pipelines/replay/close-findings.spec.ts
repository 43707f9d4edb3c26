import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { closeFindings, type CloseFindings } from '../../../pipelines/replay/close-findings';
import { loadRecords } from '../../../src/io/replay/load-records';
import { settingsFrom } from '../../../src/model/fund/settings';
import { closeLine, TS, type Fields } from '../../io/rows';
import { inTempDir, type Tree } from '../../io/temp-dir';

const MS = TS * 1000;
const settings = settingsFrom();

const lines = (...rows: readonly Fields[]): string => rows.map((row) => `${closeLine(row)}\n`).join('');

function found(files: Tree, asOf = MS + 3600_000): Promise<CloseFindings> {
  return inTempDir(files, async (dir) => {
    const { closes } = await loadRecords(`${dir}/logs`, settings, asOf);
    return closeFindings(closes, [`${dir}/logs/execution`], asOf, settings);
  });
}

const placesOf = (all: CloseFindings, kind: keyof CloseFindings): readonly (readonly string[])[] =>
  all[kind].first.map(({ places }) => places);

describe('closeFindings', () => {
  it('names the row of a correction and the one that it corrects, across segments and archives', async () => {
    const close = { ts_close: TS, orderId: 7, symbol: 'BTCUSDT' };
    const all = await found({
      'logs/execution/archive/orders_executed.5.jsonl.gz': gzipSync(
        lines({ ts: TS - 9, orderId: 1, realizedPnlUsd: 9 }, { ...close, ts: TS, realizedPnlUsd: 1 }),
      ),
      'logs/execution/orders_executed.1.jsonl': lines({ ...close, ts: TS + 900, realizedPnlUsd: 2 }),
      'logs/execution/orders_executed.jsonl': `\n${lines({ ts: TS + 901, orderId: 8, realizedPnlUsd: 9 })}`,
    });
    expect(all.conflicting).to.deep.equal({
      count: 1,
      first: [
        {
          symbol: 'BTCUSDT',
          ts: MS,
          places: ['orders_executed.1.jsonl:1', 'archive/orders_executed.5.jsonl.gz:2'],
        },
      ],
    });
    expect([all.possibleDuplicates.count, all.withoutPnl.count]).to.deep.equal([0, 0]);
  });

  it('names closes that may be one, with the one that each may repeat', async () => {
    const all = await found({
      'logs/execution/orders_executed.jsonl': lines(
        { ts: TS, orderId: 1, attempt_id: 'a', realizedPnlUsd: 3 },
        { ts: TS + 2, orderId: 2, attempt_id: 'b', realizedPnlUsd: 4 },
      ),
      'logs/execution/order_metrics.jsonl': `{"event":"position_close","ts":${TS + 1},"symbol":"BTCUSDT","attempt_id":"c","pnl_at_close_usd":3}\r\n`,
    });
    expect(placesOf(all, 'possibleDuplicates')).to.deep.equal([
      ['order_metrics.jsonl:1', 'orders_executed.jsonl:1'],
    ]);
  });

  it('names the first closes without a P&L and counts all, each row once', async () => {
    const rows = [5, 4, 3, 2, 1].map((n) => ({ ts: TS + n, orderId: n, realizedPnlUsd: null }));
    const all = await found({ 'logs/execution/orders_executed.jsonl': lines(...rows, ...rows) });
    expect(all.withoutPnl.count).to.equal(5);
    expect(placesOf(all, 'withoutPnl')).to.deep.equal([5, 4, 3].map((n) => [`orders_executed.jsonl:${n}`]));
  });

  it('finds the row that follows a torn one and a run of NUL on its line', async () => {
    const row = lines({ ts: TS, realizedPnlUsd: null });
    const all = await found({
      'logs/execution/orders_executed.jsonl': `\n${row.slice(0, 20)}${'\0'.repeat(9)}${row}`,
    });
    expect(placesOf(all, 'withoutPnl')).to.deep.equal([['orders_executed.jsonl:2']]);
  });

  it('leaves out what the horizon has forgotten', async () => {
    const files = { 'logs/execution/orders_executed.jsonl': lines({ ts: TS, realizedPnlUsd: null }) };
    const horizon = 30 * 86_400_000;
    expect((await found(files, MS + horizon - 1)).withoutPnl.count).to.equal(1);
    expect((await found(files, MS + horizon)).withoutPnl.count).to.equal(0);
  });
});
