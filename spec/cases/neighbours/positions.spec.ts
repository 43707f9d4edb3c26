import { expect } from 'chai';
import { close, outcomeOfMade, T0 } from '../made';
import { valueAt, type Outcome } from '../outcome';

async function held(positions: unknown, orders: readonly object[] = [close(0, 1)]): Promise<Outcome> {
  return outcomeOfMade({ orders, state: { 'positions.json': positions } });
}

function expectWeights(at: Outcome, btc: number | null, eth: number | null, warning?: string): void {
  expect(valueAt(at.advice(), 'current_weight'), 'BTCUSDT').to.equal(btc);
  expect(valueAt(at.advice('ETHUSDT'), 'current_weight'), 'ETHUSDT').to.equal(eth);
  const codes = ['positions_unpriced', 'positions_unusable', 'positions_unknown_symbol'];
  expect(codes.filter((code) => at.warns(code))).to.deep.equal(warning === undefined ? [] : [warning]);
}

const row = (fields: object): object => ({ symbol: 'BTCUSDT', ...fields });

describe('neighbours: positions', () => {
  it('every spelling of list, quantity, mark and time', async () => {
    const rows = [
      row({ positionAmt: '-0.05', markPrice: '60000' }),
      row({ qty: -0.05, mark_price: 60_000, positionSide: 'SHORT' }),
      row({ qty: 0.05, markPrice: 60_000, side: 'LONG' }),
    ];
    const lists = rows.flatMap((one) => [
      [one],
      { rows: [one], updated: T0 },
      { items: [one], updated_ts: T0 },
      { positions: [one] },
    ]);
    for (const list of lists) expectWeights(await held(list), 0.3, 0);
  });

  it('a quantity of 0 is no exposure, with or without a mark', async () => {
    expectWeights(await held([row({ qty: 0, mark_price: 0 })]), 0, 0);
    expectWeights(await held([row({ positionAmt: '0', notional: 5000 })]), 0, 0);
  });

  it('a notional may be negative, or stand alone', async () => {
    expectWeights(await held([row({ qty: -0.05, markPrice: 0, notional: -3000 })]), 0.3, 0);
    expectWeights(await held([row({ notional: '3000' })]), 0.3, 0);
  });

  it('a row without a price makes its symbol unknown, not 0', async () => {
    const at = await held([row({ qty: 0.05 }), { symbol: 'ETHUSDT', qty: 1, mark_price: 1000 }]);
    expectWeights(at, null, 0.1, 'positions_unpriced');
    expect(at.warnings.join(' ')).to.include('BTCUSDT');
  });

  it('one priced side of a hedge and one that is not are unknown together', async () => {
    const sides = [row({ qty: 0.05, mark_price: 60_000 }), row({ qty: -0.03, mark_price: NaN })];
    expectWeights(
      await held([...sides, { symbol: 'ETHUSDT', qty: 1, mark_price: 1000 }]),
      null,
      0.1,
      'positions_unpriced',
    );
  });

  it('an empty file says that nothing is held', async () => {
    const at = await held({ rows: [], updated: T0 });
    expect(valueAt(at.advice(), 'current_weight')).to.be.oneOf([0, null]);
  });

  it('a file without any usable row says nothing', async () => {
    for (const broken of [{ rows: [{ qty: 1 }], updated: T0 }, { rows: 'none', updated: T0 }, 'none', 17])
      expectWeights(await held(broken), null, null, 'positions_unusable');
  });

  it('a symbol that only the logs know is no unknown one', async () => {
    const orders = [close(0, 1), close(1, 1, { symbol: 'DOGEUSDT' })];
    const at = await held(
      [row({ qty: 0.05, mark_price: 60_000 }), { symbol: 'DOGEUSDT', qty: 100, mark_price: 1 }],
      orders,
    );
    expectWeights(at, 0.3, 0);
  });

  it('an unknown symbol leaves the symbols that have a row known', async () => {
    const at = await held([
      row({ qty: 0.05, mark_price: 60_000 }),
      { symbol: 'ETH-PERP', qty: 1, mark_price: 1000 },
    ]);
    expectWeights(at, 0.3, null, 'positions_unknown_symbol');
  });

  it('without an equity no weight is known', async () => {
    const state = { 'positions.json': [row({ qty: 0.05, mark_price: 60_000 })], 'nav.json': undefined };
    const at = await outcomeOfMade({ orders: [close(0, 1)], state });
    expect(valueAt(at.advice(), 'current_weight')).to.equal(null);
  });

  it('positions of a later time are not used', async () => {
    const at = await held({ updated: T0 + 3600, rows: [row({ qty: 0.05, mark_price: 60_000 })] });
    expect(valueAt(at.advice(), 'current_weight')).to.equal(null);
  });
});
