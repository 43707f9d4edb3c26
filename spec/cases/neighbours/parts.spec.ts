import { expect } from 'chai';
import { close, fill, leg, outcomeOfMade, T0, times } from '../made';
import { numberAt, valueAt, type Outcome } from '../outcome';

async function expectPositions(
  orders: readonly object[],
  count: number,
  legs: number,
  gross: number,
): Promise<Outcome> {
  for (const rows of [orders, orders.toReversed(), [...orders, ...orders]]) {
    const at = await outcomeOfMade({ orders: rows });
    expect(numberAt(at.group(), 'count'), 'count').to.equal(count);
    expect(numberAt(at.group(), 'legs'), 'legs').to.equal(legs);
    expect(numberAt(at.group(), 'gross_pnl_usd'), 'gross').to.be.closeTo(gross, 1e-9);
  }
  return outcomeOfMade({ orders });
}

const side = { positionSide: 'LONG' };

describe('neighbours: positions in parts, and dust', () => {
  it('a position in three parts is one, however the rows are ordered', async () => {
    const at = await expectPositions([leg(0, 3, 2, 1), leg(1, 2, 1, 1), leg(2, 1, 0, 1)], 1, 3, 3);
    expect(Object.keys(at.groups('hours'))).to.deep.equal(['0']);
  });

  it('longs and shorts of a hedge are positions of their own', async () => {
    const long = (i: number, b: number, a: number): object => leg(i, b, a, 1, side);
    const short = (i: number, b: number, a: number): object => leg(i, b, a, 1, { positionSide: 'SHORT' });
    await expectPositions([long(0, 2, 1), short(1, -2, -1), long(2, 1, 0), short(3, -1, 0)], 2, 4, 4);
  });

  it('what is open still is a trade, and the rest joins it later', async () => {
    await expectPositions([leg(0, 2, 1, 1)], 1, 1, 1);
    await expectPositions([leg(0, 2, 1, 1), leg(600, 1, 0, -4)], 1, 2, -3);
  });

  it('a second entry between two exits is the same position', async () => {
    const orders = [
      fill(0, 'BUY', 10, 100, side),
      fill(1, 'SELL', 6, 101, side),
      leg(1, 10, 4, 6, side),
      fill(2, 'BUY', 2, 99, side),
      fill(3, 'SELL', 6, 101, side),
      leg(3, 6, 0, 8, side),
    ];
    await expectPositions(orders, 1, 2, 14);
  });

  it('a restart that forgets what was held starts another', async () => {
    const orders = [leg(0, 10, 4, 6, side), fill(1, 'BUY', 5, 99, side), leg(2, 5, 0, 10, side)];
    await expectPositions(orders, 2, 2, 16);
  });

  it('dust up to one per cent ends a position; a larger rest does not', async () => {
    await expectPositions([leg(0, 100, 1, 5), leg(1, 1, 0, 0.1)], 1, 2, 5.1);
    const at = await outcomeOfMade({ orders: [leg(0, 100, 1, 5), leg(90, 1, 0, 0.1)] });
    expect(Object.keys(at.groups('hours')), 'dust does not move the time').to.deep.equal(['0']);
    const rest = await outcomeOfMade({ orders: [leg(0, 100, 1.01, 5), leg(90, 1.01, 0, 0.1)] });
    expect(Object.keys(rest.groups('hours'))).to.deep.equal(['1']);
  });

  it('a flip ends one position and opens the next', async () => {
    const orders = [
      fill(0, 'BUY', 5, 100),
      fill(1, 'SELL', 8, 101),
      leg(1, 5, -3, 5, { closed_qty: 5 }),
      fill(2, 'BUY', 3, 102),
      leg(2, -3, 0, -3),
    ];
    await expectPositions(orders, 2, 2, 2);
  });

  it('closes without sizes of one attempt are one within the hour, and two beyond it', async () => {
    const part = (i: number): object => close(i, 1, { attempt_id: 'a' });
    await expectPositions([part(0), part(60), part(120)], 1, 3, 3);
    await expectPositions([part(0), part(61)], 2, 2, 2);
  });

  it('without an attempt each close is one', async () => {
    await expectPositions(
      times(3, (i) => close(i, 1, { attempt_id: undefined })),
      3,
      3,
      3,
    );
  });

  it('the risk that every leg names is that of the position, not its sum', async () => {
    const orders = [leg(0, 2, 1, 3, { initial_risk_usd: 2 }), leg(1, 1, 0, 3, { initial_risk_usd: 2 })];
    const at = await outcomeOfMade({ orders });
    expect(numberAt(at.group(), 'avg_r')).to.equal(3);
  });

  it('of a position half closed half the risk counts', async () => {
    const at = await outcomeOfMade({ orders: [leg(0, 2, 1, 3, { initial_risk_usd: 2 })] });
    expect(numberAt(at.group(), 'avg_r')).to.equal(3);
  });

  it('parts that differ are added up', async () => {
    const orders = [
      leg(0, 2, 1, 3, { initial_risk_usd: 2, entry_notional_usd: 100 }),
      leg(1, 1, 0, 3, { initial_risk_usd: 1, entry_notional_usd: 110 }),
    ];
    const at = await outcomeOfMade({ orders });
    expect(numberAt(at.group(), 'avg_r')).to.equal(2);
    expect(numberAt(at.group(), 'avg_return_bps')).to.be.closeTo((6 / 210) * 1e4, 1e-6);
  });

  it('entry and exit make the holding time', async () => {
    const orders = [fill(0, 'BUY', 2, 100), fill(30, 'SELL', 2, 102), leg(30, 2, 0, 4)];
    const at = await outcomeOfMade({ orders });
    expect(valueAt(at.group(), 'hold_s_p50')).to.equal(1800);
    const early = await outcomeOfMade({ orders }, (T0 + 60) * 1000);
    expect(Object.keys(early.groups('symbols'))).to.deep.equal([]);
  });
});
