import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { INDEX_FILE, indexHistory } from '../../../pipelines/slices/index-history';
import { readIndex, type HistoryIndex } from '../../../src/io/slices/history-index';
import { settingsFrom } from '../../../src/model/fund/settings';
import { closeLine, TS } from '../../io/rows';
import { inTempDir, type Tree } from '../../io/temp-dir';

const NOW = (TS + 100_000) * 1000;
const row = (ts: number): string => `${closeLine({ orderId: ts, ts: TS + ts })}\n`;
const ack = (ts: number): string =>
  `${JSON.stringify({ event_type: 'order_ack', symbol: 'BTCUSDT', ts: TS + ts })}\n`;
const ms = (ts: number): number => (TS + ts) * 1000;

async function indexOf(files: Tree, asOf?: number): Promise<HistoryIndex> {
  return inTempDir(files, async (dir) => {
    const out = join(dir, 'index');
    const made = await indexHistory({ logs: dir, settings: settingsFrom(), asOf, now: NOW, out });
    const { index } = await readIndex(join(out, INDEX_FILE));
    expect(index).to.deep.equal(made);
    return index;
  });
}

async function refusalOf(dir: string): Promise<string> {
  const out = join(dir, 'out');
  const done = indexHistory({ logs: dir, settings: settingsFrom(), now: NOW, out });
  return done.then(
    () => 'nothing was refused',
    (error: unknown) => (existsSync(out) ? 'something was written' : String(error)),
  );
}

const FILES = {
  'execution/orders_executed.2.jsonl': row(20) + row(10) + ack(50),
  'execution/orders_executed.1.jsonl': ack(70),
  'execution/orders_executed.jsonl': `${row(60)}torn`,
  'execution/order_metrics.jsonl': '',
};

describe('indexHistory', () => {
  it('notes of each segment its events, how far its rows reach, and how far those before it did', async () => {
    const { logs, ...index } = await indexOf(FILES);
    const segments = logs.find(({ log }) => log === 'orders_executed')?.segments ?? [];
    expect(
      segments.map(({ file, min_ts, max_ts, max_ts_before }) => [file, min_ts, max_ts, max_ts_before]),
    ).to.deep.equal([
      ['orders_executed.2.jsonl', ms(10), ms(50), null],
      ['orders_executed.1.jsonl', null, ms(70), ms(50)],
      ['orders_executed.jsonl', ms(60), ms(60), ms(70)],
    ]);
    expect(segments.map(({ bytes }) => bytes)).to.deep.equal(
      Object.values(FILES)
        .slice(0, 3)
        .map((text) => text.length),
    );
    expect(index).to.include({ first_ts: ms(20), end_ts: ms(70), as_of_ts: null, rows: 6, quarantined: 1 });
  });

  it('ends at the as-of; a row of the future does not move the end', async () => {
    expect(await indexOf(FILES, ms(65))).to.include({ as_of_ts: ms(65), end_ts: ms(65) });
    const future = { ...FILES, 'execution/order_metrics.jsonl': row(200_000) };
    expect(await indexOf(future)).to.include({ end_ts: ms(70), quarantined: 2 });
  });

  it('says what the end of the history must say of a chain with a hole', async () => {
    const { 'execution/orders_executed.1.jsonl': gone, ...holed } = FILES;
    expect(gone).to.not.equal(undefined);
    expect((await indexOf(holed)).cautions).to.deep.equal([
      { code: 'orders_executed_gap', incomplete: true },
    ]);
  });

  it('refuses logs without a row, and with none that can be used; writes nothing then', async () => {
    await inTempDir({ 'execution/orders_executed.jsonl': '' }, async (dir) => {
      const said = await refusalOf(dir);
      expect(said).to.contain('the logs hold no row');
    });
    await inTempDir({ 'execution/orders_executed.jsonl': 'x\n' }, async (dir) => {
      const said = await refusalOf(dir);
      expect(said).to.contain('none of the 1 rows can be used');
    });
  });
});
