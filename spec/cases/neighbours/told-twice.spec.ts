import { expect } from 'chai';
import { close, outcomeOfMade, T0, type Made } from '../made';
import { numberAt } from '../outcome';

async function expectMoney(made: Made, count: number, net: number, warning?: string): Promise<void> {
  const { orders = [], metrics = [] } = made;
  // Whichever came first.
  for (const [some, others] of [
    [orders, metrics],
    [orders.toReversed(), metrics.toReversed()],
  ] as const) {
    const at = await outcomeOfMade({ ...made, orders: some, metrics: others });
    expect(numberAt(at.group(), 'count'), 'count').to.equal(count);
    expect(numberAt(at.group(), 'net_pnl_usd'), 'net').to.be.closeTo(net, 1e-9);
    for (const code of ['possible_duplicates', 'conflicting_closes'])
      expect(at.warns(code), code).to.equal(code === warning);
  }
}

/** What the router log says of a close. */
function told(pnl: number, secondsLater: number, ids: object): object {
  return { event: 'position_close', ts: T0 + secondsLater, symbol: 'BTCUSDT', pnl_at_close_usd: pnl, ...ids };
}

describe('neighbours: one close told twice', () => {
  it('the attempt links both logs, whichever is later, up to ten seconds', async () => {
    for (const seconds of [-10, -1, 0, 9, 10])
      await expectMoney(
        { orders: [close(0, 10)], metrics: [told(10, seconds, { attempt_id: 'a0' })] },
        1,
        9.9,
      );
  });

  it('eleven seconds later it is a further leg of the same attempt', async () => {
    await expectMoney({ orders: [close(0, 10)], metrics: [told(10, 11, { attempt_id: 'a0' })] }, 1, 19.9);
  });

  it('another P&L is another close', async () => {
    const metrics = (pnl: number): readonly object[] => [told(pnl, 1, { attempt_id: 'a0' })];
    await expectMoney({ orders: [close(0, 10)], metrics: metrics(10.00001) }, 1, 19.90001);
    await expectMoney({ orders: [close(0, 10)], metrics: metrics(10.0000005) }, 1, 9.9);
  });

  it('sides of a hedge tell them apart', async () => {
    const long = close(0, 10, { positionSide: 'LONG' });
    const short = close(0, 10, { positionSide: 'SHORT' });
    const at = await outcomeOfMade({ orders: [long, short] });
    expect(numberAt(at.group(), 'count')).to.equal(2);
    expect(numberAt(at.group(), 'net_pnl_usd')).to.be.closeTo(19.8, 1e-9);
  });

  it('a side that one of them lacks does not', async () => {
    const named = close(0, 10, { positionSide: 'LONG' });
    const bare = { ...close(0, 10), clientOrderId: undefined, ts_close: T0 + 2 };
    await expectMoney({ orders: [named, bare] }, 1, 9.9);
  });

  it('sizes tell parts of one order apart, in either order of rows', async () => {
    const part = (before: number, after: number): object =>
      close(0, 5, { position_size_before: before, position_size_after: after, closed_qty: before - after });
    await expectMoney({ orders: [part(1, 0.5), part(0.5, 0)] }, 1, 9.8);
  });

  it('a close that is told three times is one', async () => {
    const bare = {
      event_type: 'trade_close',
      symbol: 'BTCUSDT',
      ts_close: T0 + 3,
      attempt_id: 'a0',
      realizedPnlUsd: 10,
    };
    await expectMoney({ orders: [close(0, 10), bare], metrics: [told(10, 5, { attempt_id: 'a0' })] }, 1, 9.9);
  });

  it('what the kept one lacks is filled from the dropped one', async () => {
    const bare = { ...close(0, 10), entry_notional_usd: undefined, strategy: undefined };
    const other = {
      event_type: 'trade_close',
      symbol: 'BTCUSDT',
      ts_close: T0,
      attempt_id: 'a0',
      realizedPnlUsd: 10,
    };
    const at = await outcomeOfMade({ orders: [bare, { ...other, strategy: 's7', notional_usd: 1000 }] });
    expect(numberAt(at.group(), 'count')).to.equal(1);
    expect(Object.keys(at.groups('strategies'))).to.deep.equal(['s7']);
    expect(numberAt(at.group(), 'avg_r')).to.be.closeTo(0.99, 1e-9);
  });

  it('a correction of a correction: the last group stands', async () => {
    const tellings = [120, 95, 90].map((pnl, i) => close(0, pnl, { ts: T0 + 1 + 3600 * i }));
    await expectMoney({ orders: tellings }, 1, 89.9, 'conflicting_closes');
  });

  it('a minute after the first still joins it, a second later corrects it', async () => {
    const first = close(0, 120, { ts: T0 + 1 });
    await expectMoney({ orders: [first, close(0, 95, { ts: T0 + 61 })] }, 1, 214.8, 'conflicting_closes');
    await expectMoney({ orders: [first, close(0, 95, { ts: T0 + 62 })] }, 1, 94.9, 'conflicting_closes');
  });

  it('a correction that is not yet told does not exist', async () => {
    const orders = [close(0, 120, { ts: T0 + 1 }), close(0, 95, { ts: T0 + 3600 })];
    const at = await outcomeOfMade({ orders }, (T0 + 1800) * 1000);
    expect(numberAt(at.group(), 'net_pnl_usd')).to.be.closeTo(119.9, 1e-9);
  });

  it('a close without a P&L is noted, and fills what the other lacks', async () => {
    const bare = { ...close(0, 10), attempt_id: undefined, intent_id: 'ord_0' };
    const noPnl = told(0, 1, { attempt_id: 'a0', intent_id: 'ord_0' });
    const metrics = [{ ...noPnl, pnl_at_close_usd: null }];
    await expectMoney({ orders: [bare], metrics }, 1, 9.9);
    const at = await outcomeOfMade({ orders: [bare], metrics });
    expect(at.counted('close_without_pnl')).to.equal(1);
    expect(at.refused).to.have.length(0);
  });
});
