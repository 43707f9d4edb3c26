import { expect } from 'chai';
import { replayTexts, type Published } from './replayed';

/** A close is what it says it is, in whichever of the two logs it lies; a row that says nothing is a router's in its log. */

const AS_OF = Date.UTC(2026, 0, 20);
const TS = AS_OF / 1000 - 60;
const config = {
  'risk_limits.json': '{}',
  'pairs_universe.json': '{"universe": [{"symbol": "BTCUSDT"}]}',
};

function replayed(orders: readonly object[], metrics: readonly object[]): Promise<Published> {
  const lines = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(row));
  const logs = { orders: lines(orders), metrics: lines(metrics) };
  return replayTexts({ logs, state: {}, config }, { asOf: AS_OF, now: AS_OF });
}

describe('the kind of a row', () => {
  it('a close without pnl_at_close_usd is an order event, also in order_metrics.jsonl', async () => {
    const close = { event: 'position_close', symbol: 'BTCUSDT', ts: TS, orderId: 1, realizedPnlUsd: 5 };
    expect((await replayed([], [close])).expectancy.sample_count).to.equal(1);
  });

  it('a row without an event type is a router row in order_metrics.jsonl, and none in orders_executed.jsonl', async () => {
    const row = { attempt_id: 'a', symbol: 'BTCUSDT', ts: TS, slippage_bps: 1 };
    const rowsIn = ({ suggestions }: Published): number | undefined =>
      suggestions.symbols[0]?.metrics.sample_count;
    expect(rowsIn(await replayed([], [row]))).to.equal(1);
    expect(rowsIn(await replayed([row], []))).to.equal(0);
  });

  it('a position_close with pnl_at_close_usd tells of the close of its attempt again, in either log', async () => {
    const told = { event: 'position_close', symbol: 'BTCUSDT', ts: TS, attempt_id: 'a', pnl_at_close_usd: 5 };
    const close = {
      event_type: 'order_close',
      symbol: 'BTCUSDT',
      ts: TS + 1,
      orderId: 1,
      attempt_id: 'a',
      realizedPnlUsd: 5,
    };
    for (const [orders, metrics] of [
      [[told], []],
      [[], [told]],
      [[told, close], []],
      [[close], [told]],
    ] as const) {
      const { expectancy } = await replayed(orders, metrics);
      expect(expectancy.symbols['BTCUSDT']?.net_pnl_usd).to.equal(5);
      expect(expectancy.sample_count).to.equal(1);
    }
  });

  it('a fill is a fill, a noted row no more than its time, in any case', async () => {
    const rows = [
      {
        event_type: 'ORDER_FILL',
        symbol: 'BTCUSDT',
        ts: TS - 9,
        side: 'BUY',
        orderId: 1,
        executedQty: 2,
        avgPrice: 10,
        fee_total: 0.5,
      },
      { event_type: 'order_error', ts: TS - 8 },
      {
        event_type: 'Order_Fill',
        symbol: 'BTCUSDT',
        ts: TS,
        side: 'SELL',
        orderId: 2,
        executedQty: 2,
        avgPrice: 13,
        fee_total: 0.25,
      },
      {
        event_type: 'ORDER_CLOSE',
        symbol: 'BTCUSDT',
        ts: TS,
        orderId: 2,
        realizedPnlUsd: 6,
        fees_total: 0.25,
        position_size_before: 2,
        position_size_after: 0,
      },
    ];
    const { expectancy } = await replayed(rows, []);
    expect(expectancy.symbols['BTCUSDT']?.net_pnl_usd).to.equal(5.25);
  });
});
