import { expect } from 'chai';
import { close, outcomeOfMade, row, T0 } from '../made';
import { numberAt } from '../outcome';

const DAY = 86_400;

/** The regimes of the trades, with how many there are of each. */
async function regimesOf(
  orders: readonly object[],
  metrics: readonly object[],
  asOf?: number,
): Promise<unknown> {
  const at = await outcomeOfMade({ orders, metrics }, asOf);
  return Object.fromEntries(
    Object.entries(at.groups('regimes')).map(([key, group]) => [key, numberAt(group, 'count')]),
  );
}

const bare = { entry_notional_usd: undefined };
const taker = { maker_start: false, is_maker_final: false, slippage_bps: 12 };

describe('neighbours: ids and the join', () => {
  it('an id used again an hour later belongs to the later trade alone, in any order of rows', async () => {
    const orders = [close(0, 1, { attempt_id: 'x' }), close(90, 1, { attempt_id: 'x' })];
    const metrics = [row(0, { attempt_id: 'x' }), row(89, { attempt_id: 'x', ...taker })];
    const right = { 'maker|low': 1, 'taker|high': 1 };
    expect(await regimesOf(orders, metrics)).to.deep.equal(right);
    expect(await regimesOf(orders.toReversed(), metrics.toReversed())).to.deep.equal(right);
  });

  it('a row of the attempt that comes two seconds late joins, one that is later does not', async () => {
    const late = (ms: number): object => row(0, { ts: T0 + ms / 1000 });
    expect(await regimesOf([close(0, 1)], [late(2000)])).to.deep.equal({ 'maker|low': 1 });
    expect(await regimesOf([close(0, 1)], [late(2001)])).to.deep.equal({ 'unknown|none': 1 });
  });

  it('the attempt goes before the intent, and the intent counts where the attempt names no row', async () => {
    const both = close(0, 1, { attempt_id: 'a0', intent_id: 'ord_0' });
    const ofIntent = row(0, { attempt_id: 'b', intent_id: 'ord_0', ...taker });
    expect(await regimesOf([both], [row(0, { ts: T0 - 40 }), ofIntent])).to.deep.equal({ 'maker|low': 1 });
    expect(await regimesOf([both], [ofIntent])).to.deep.equal({ 'taker|high': 1 });
  });

  it('a row of the same id on another symbol is another attempt', async () => {
    expect(await regimesOf([close(0, 1)], [row(0, { symbol: 'ETHUSDT' })])).to.deep.equal({
      'unknown|none': 1,
    });
  });

  it('a joined notional is that of its own day', async () => {
    const orders = [
      close(0, -0.9, { attempt_id: 'x', ...bare }),
      close(1440, -0.9, { attempt_id: 'x', ...bare }),
    ];
    const metrics = [
      row(0, { attempt_id: 'x' }),
      row(1440, { attempt_id: 'x', qty: { contracts: 1, notional_usd: 1000 } }),
    ];
    const early = await outcomeOfMade({ orders, metrics }, (T0 + 100) * 1000);
    expect(numberAt(early.group(), 'avg_r')).to.equal(-1);
    const late = await outcomeOfMade({ orders, metrics }, (T0 + 3 * DAY) * 1000);
    expect(numberAt(late.group(), 'avg_r')).to.be.closeTo((-1 - 0.1) / 2, 1e-9);
  });

  it('order ids beyond 2^53 that differ in the last digit are two', async () => {
    const text = { orderId: '8389765938475629387', attempt_id: 'a0', intent_id: 'i' };
    const orders = [
      close(0, 1, text),
      { ...close(0, 1, text), orderId: '8389765938475629388', clientOrderId: 'd' },
    ];
    const at = await outcomeOfMade({ orders });
    expect(numberAt(at.group(), 'net_pnl_usd')).to.be.closeTo(1.8, 1e-9);
  });

  it('an order id is the same as a number and as text', async () => {
    const again = { ...close(0, 1), orderId: '1000' };
    const at = await outcomeOfMade({ orders: [close(0, 1), again] });
    expect(numberAt(at.group(), 'net_pnl_usd')).to.be.closeTo(0.9, 1e-9);
  });

  it('symbols are trimmed and upper-cased everywhere the same way', async () => {
    const at = await outcomeOfMade({
      orders: [close(0, 1, { symbol: ' btcUsdt\t' })],
      metrics: [row(0, { symbol: 'btcusdt ' })],
      state: { 'positions.json': [{ symbol: ' btcusdt', qty: 0.05, mark_price: 60_000 }] },
    });
    expect(numberAt(at.groups('regimes'), 'maker|low', 'count')).to.equal(1);
    expect(numberAt(at.advice(), 'current_weight')).to.equal(0.3);
    expect(at.warns('positions_unknown_symbol')).to.equal(false);
  });

  it('__proto__ and constructor are symbols like any other', async () => {
    const at = await outcomeOfMade({
      orders: [close(0, 1, { symbol: '__proto__' }), close(1, 2, { symbol: 'constructor' })],
      metrics: [row(0, { symbol: '__proto__' })],
    });
    expect(numberAt(at.group('__PROTO__'), 'net_pnl_usd')).to.be.closeTo(0.9, 1e-9);
    expect(numberAt(at.group('CONSTRUCTOR'), 'net_pnl_usd')).to.be.closeTo(1.9, 1e-9);
  });
});
