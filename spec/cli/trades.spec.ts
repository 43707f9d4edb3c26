import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { closeLine, TS } from '../io/rows';
import { at, CLOSES, fileAt, onDesk, replayAt } from './desk';
import { intel, intelProcess } from './intel';
import { rowsOf, trades } from './trade-rows';

describe('intel trades', () => {
  it('lists the trades of the window: in a table, as CSV, as one JSON document', async () => {
    await onDesk({}, async (dir) => {
      const [text, csv, json] = [await trades(dir), await trades(dir, '--csv'), await trades(dir, '--json')];
      for (const run of [text, csv, json]) {
        expect(run.code, run.err).to.equal(0);
        expect(run.err).to.contain('40 trades');
      }
      expect(text.out.trimEnd().split('\n')).to.have.length(41);
      expect(csv.out.trimEnd().split('\n')).to.have.length(41);
      expect(rowsOf(json.out)).to.have.length(40);
      expect(csv.out.split('\n')[0]).to.equal(Object.keys(rowsOf(json.out)[0] ?? {}).join(','));
    });
  });

  it('of a symbol without a trade in the window names those that have one', async () => {
    await onDesk({}, async (dir) => {
      const { code, err } = await trades(dir, 'btcusdt', '--window', '1m');
      expect(code).to.equal(0);
      expect(err).to.contain('no trade of BTCUSDT in the window; there are trades of: ETHUSDT');
      expect((await trades(dir, 'btcusdt')).err).to.not.contain('no trade');
    });
  });

  it('they add up to what the replay publishes', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const rows = rowsOf((await trades(dir, 'btcusdt', '--json')).out);
      const net = rows.reduce((sum, row) => sum + Number(row['net_usd']), 0);
      expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'symbols', 'BTCUSDT', 'count')).to.equal(
        rows.length,
      );
      expect(
        fileAt(join(dir, 'out', 'expectancy_v6.json'), 'symbols', 'BTCUSDT', 'net_pnl_usd'),
      ).to.be.closeTo(net, 1e-9);
    });
  });

  it('of a symbol, a window, a moment', async () => {
    await onDesk({}, async (dir) => {
      expect(rowsOf((await trades(dir, ' ethusdt', '--json')).out).map((row) => row['symbol'])).to.deep.equal(
        Array(20).fill('ETHUSDT'),
      );
      expect(rowsOf((await trades(dir, '--window', 'last_3', '--json')).out)).to.have.length(3);
      expect(rowsOf((await trades(dir, '--as-of', String(TS + 60), '--json')).out)).to.have.length(2);
      const none = await trades(dir, 'BTCUSDT', '--as-of', String(TS + 7200), '--window', '1m', '--json');
      expect(none).to.include({ code: 0, out: '[]\n' });
      expect((await trades(dir, '--as-of', 'noon')).code).to.equal(1);
      expect((await trades(dir, '--window', 'noon')).code).to.equal(1);
    });
  });

  it('on standard input', async () => {
    await onDesk({}, async (dir) => {
      const stdin = readFileSync(join(dir, 'logs', 'execution', 'orders_executed.jsonl'));
      const { code, out } = await intelProcess(['trades', '--logs', '-', ...at(dir, 'config'), '--json'], {
        stdin,
      });
      expect(code).to.equal(0);
      expect(rowsOf(out)).to.have.length(40);
    });
  });

  it('more than 5 % bad rows are told by the exit code here too', async () => {
    await onDesk({ 'logs/execution/orders_executed.jsonl': `${CLOSES}${'{\n'.repeat(10)}` }, async (dir) => {
      const { code, err } = await trades(dir);
      expect(code, err).to.equal(2);
    });
  });

  it('--csv quotes what needs it, and keeps what a spreadsheet would run as text', async () => {
    const hostile = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      'a,b',
      'a"b',
      'a\nb',
      '=HYPERLINK("x","y")',
      '-1+cmd|calc',
    ];
    const log = hostile
      .map(
        (text, n) =>
          `${closeLine({ symbol: 'X', ts: TS + n, realizedPnlUsd: -5, orderId: n, strategy: `s${text}`, attempt_id: text })}\n`,
      )
      .join('');
    const bySymbol = hostile
      .map(
        (text, n) =>
          `${closeLine({ symbol: text, ts: TS + 99, realizedPnlUsd: -5, orderId: n, strategy: text })}\n`,
      )
      .join('');
    await onDesk({ 'logs/execution/orders_executed.jsonl': log + bySymbol }, async (dir) => {
      const { out } = await trades(dir, '--csv');
      const records = parseCsv(out);
      expect(records).to.have.length(1 + 2 * hostile.length);
      const columns = records[0]?.length;
      const numbers = ['gross_usd', 'net_usd', 'r'].map((name) => records[0]?.indexOf(name));
      for (const record of records) {
        expect(record).to.have.length(columns ?? 0);
        record.forEach((cell, i) => {
          if (!numbers.includes(i)) expect(cell, `column ${i}`).to.not.match(/^[=+\-@\t\r]/);
        });
      }
      expect(
        records.some((record) => record.includes('sa,b')) && records.some((record) => record.includes('a"b')),
      ).to.equal(true);
      expect(records[1]?.[numbers[0] ?? 0], 'a loss is a number').to.equal('-5');
    });
  });
});

/** RFC 4180. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const cell = /(?:"((?:[^"]|"")*)"|([^,"\n]*))(,|\n)/gy;
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(cell)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') records.push([]);
  }
  return records.slice(0, -1);
}
