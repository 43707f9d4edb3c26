import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isObject } from '../../src/model/values/json';
import { closeLine, fillLine, TS, type Fields } from '../io/rows';
import { at, CLOSES, fileAt, onDesk, replayAt } from './desk';
import { intel, intelProcess } from './intel';

const line = (text: string): string => `${text}\n`;

/** The fill of a closing order, and its close. */
function closed(n: number, fields: Fields & Record<'closed_qty' | 'price' | 'fees_total', number>): string {
  const { closed_qty, price, fees_total, positionSide } = fields;
  const ts = TS + n;
  const order = { orderId: `c${n}`, attempt_id: `x${n}`, ...fields, ts };
  const side = positionSide === 'LONG' ? 'SELL' : 'BUY';
  const filled = { executedQty: closed_qty, avgPrice: price, fee_total: fees_total, feeAsset: 'USDT' };
  return (
    line(fillLine({ ...order, ...filled, side, ts_fill_first: ts, ts_fill_last: ts, reduceOnly: true })) +
    line(closeLine({ ...order, ts_close: ts }))
  );
}

function opened(symbol: string, positionSide: 'LONG' | 'SHORT', executedQty: number): string {
  return line(
    fillLine({
      ...{ symbol, positionSide, executedQty, side: positionSide === 'LONG' ? 'BUY' : 'SELL' },
      ...{
        orderId: `o-${symbol}`,
        attempt_id: `a-${symbol}`,
        avgPrice: 100,
        fee_total: 0.08,
        feeAsset: 'USDT',
      },
      ...{ ts: TS + 1, ts_fill_first: TS, ts_fill_last: TS + 1 },
    }),
  );
}

/** A long in two parts; a short that is still held in half; a close whose opening is not in the log. */
const POSITIONS = [
  opened('LONGUSDT', 'LONG', 2),
  opened('HELDUSDT', 'SHORT', 2),
  ...[
    { symbol: 'LONGUSDT', price: 110, fees_total: 0.044, realizedPnlUsd: 10, before: 2, after: 1, n: 3600 },
    { symbol: 'LONGUSDT', price: 120, fees_total: 0.048, realizedPnlUsd: 20, before: 1, after: 0, n: 7260 },
    { symbol: 'HELDUSDT', price: 90, fees_total: 0.036, realizedPnlUsd: 10, before: -2, after: -1, n: 8000 },
    { symbol: 'LOSTUSDT', price: 50, fees_total: 0.02, realizedPnlUsd: -5, before: 1, after: 0, n: 9000 },
  ].map(({ n, before, after, ...close }) =>
    closed(n, {
      ...close,
      closed_qty: 1,
      positionSide: before < 0 ? 'SHORT' : 'LONG',
      position_size_before: before,
      position_size_after: after,
    }),
  ),
].join('');

const trades = (dir: string, ...args: readonly string[]) =>
  intel(['trades', ...args, ...at(dir, 'logs', 'config')]);

function rowsOf(out: string): readonly Readonly<Record<string, unknown>>[] {
  const rows: unknown = JSON.parse(out);
  if (!Array.isArray(rows)) throw new Error('no list');
  return rows.filter(isObject);
}

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

  it('of a symbol without a trade names those that have one', async () => {
    await onDesk({}, async (dir) => {
      const { code, err } = await trades(dir, 'nope');
      expect(code).to.equal(0);
      expect(err).to.contain('no trade of NOPE in the window; there are trades of: BTCUSDT, ETHUSDT');
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

  describe('positions', () => {
    const onPositions = (use: (dir: string) => Promise<void>) =>
      onDesk({ 'logs/execution/orders_executed.jsonl': POSITIONS }, use);
    const moment = (seconds: number): string =>
      new Date((TS + seconds) * 1000).toISOString().replace('Z', '+00:00');

    it('a position closed in two parts is one line: its entry, its exit, the fees of both legs', async () => {
      await onPositions(async (dir) => {
        const [row, ...others] = rowsOf((await trades(dir, 'LONGUSDT', '--json')).out);
        expect(others).to.deep.equal([]);
        expect(row).to.include({
          ...{ side: 'long', legs: 2, open: false, quantity: 2, entry_price: 100, exit_price: 115 },
          ...{ entry_ts: moment(0), exit_ts: moment(7260), hold_s: 7260, attempt: 'a-LONGUSDT' },
          ...{ gross_usd: 30, open_fees_usd: 0.08, estimated_fees_usd: 0, entry_unknown: 0, flags: '' },
        });
        expect(row?.['close_fees_usd']).to.be.closeTo(0.092, 1e-12);
        expect(row?.['net_usd']).to.be.closeTo(30 - 0.08 - 0.092, 1e-12);
      });
    });

    it('what is still held in part is open, with the part that was closed', async () => {
      await onPositions(async (dir) => {
        const [row] = rowsOf((await trades(dir, 'HELDUSDT', '--json')).out);
        expect(row).to.include({ side: 'short', open: true, legs: 1, quantity: 1, open_fees_usd: 0.04 });
      });
    });

    it('an opening that is not in the log is unknown, and its fee estimated at the rate of the close', async () => {
      await onPositions(async (dir) => {
        const [row] = rowsOf((await trades(dir, 'LOSTUSDT', '--json')).out);
        expect(row).to.include({ entry_ts: null, hold_s: null, entry_unknown: 1, open_fees_usd: 0 });
        // Bought at 55: a rate of 0.02/50.
        expect(row?.['estimated_fees_usd']).to.be.closeTo(0.022, 1e-12);
      });
    });

    it('net is gross less every cost beside it', async () => {
      await onPositions(async (dir) => {
        const rows = rowsOf((await trades(dir, '--json')).out);
        expect(rows).to.have.length(3);
        for (const row of rows) {
          const costs = ['close_fees_usd', 'open_fees_usd', 'estimated_fees_usd', 'funding_usd'];
          const net = costs.reduce((sum, name) => sum - Number(row[name]), Number(row['gross_usd']));
          expect(row['net_usd']).to.be.closeTo(net, 1e-12);
        }
      });
    });

    it('the table says how long it was held, and notes what is open, unknown and estimated', async () => {
      await onPositions(async (dir) => {
        const { out, err } = await trades(dir);
        expect(err).to.contain('3 trades state no funding');
        const [head, ...lines] = out.trimEnd().split('\n');
        expect(head?.split('|').map((title) => title.trim())).to.include.members([
          ...['ENTRY (UTC)', 'EXIT (UTC)', 'HELD', 'QTY', 'LEGS', 'FEES OPEN', 'FEES CLOSE', 'NOTES'],
        ]);
        const cells = lines.map((text) => text.split('|').map((cell) => cell.trim()));
        const noted = new Map(cells.map((row) => [row[3], [row[2], row[8], row.at(-1)]]));
        expect(noted.get('LONGUSDT')).to.deep.equal(['2h 1m', '0.0800', 'R clipped']);
        expect(noted.get('HELDUSDT')).to.deep.equal(['2h 13m', '0.0400', 'open, R clipped']);
        expect(noted.get('LOSTUSDT')).to.deep.equal([
          ...['–', '~0.0220', 'entry unknown, opening fee estimated'],
        ]);
        expect(Math.max(...out.split('\n').map((text) => text.length))).to.be.below(260);
      });
    });
  });

  it('of a symbol, a window, a moment', async () => {
    await onDesk({}, async (dir) => {
      expect(rowsOf((await trades(dir, ' ethusdt', '--json')).out).map((row) => row['symbol'])).to.deep.equal(
        Array(20).fill('ETHUSDT'),
      );
      expect(rowsOf((await trades(dir, '--window', 'last_3', '--json')).out)).to.have.length(3);
      expect(rowsOf((await trades(dir, '--as-of', String(TS + 60), '--json')).out)).to.have.length(2);
      expect(await trades(dir, 'NOPE', '--json')).to.include({ code: 0, out: '[]\n' });
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
