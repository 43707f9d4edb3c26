import { expect } from 'chai';
import { closeLine, fillLine, TS, type Fields } from '../io/rows';
import { onDesk } from './desk';
import { rowsOf, trades } from './trade-rows';

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

describe('intel trades: positions', () => {
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
        ...{ entry_ts: moment(0), exit_ts: moment(7260), hold_s: 7260 },
        ...{ entry_attempt: 'a-LONGUSDT', exit_reason: 'unknown', venue: 'unknown' },
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
