import { expect } from 'chai';
import { fill, leg, outcomeOfMade, row, times, close, type Made } from '../made';
import { numberAt, type Outcome } from '../outcome';

/** One position of two units from 100 to 102: opening fee 0.08, closing fee 0.0816. */
const opened = fill(0, 'BUY', 2, 100);
const closed = fill(1, 'SELL', 2, 102);
const shut = leg(1, 2, 0, 4, { fees_total: 0.0816 });

async function feesOf(orders: readonly object[], more: Made = {}): Promise<number> {
  const at = await outcomeOfMade({ orders, ...more });
  return numberAt(at.group(), 'fees_usd');
}

async function stopped(stop: unknown): Promise<Outcome> {
  const config = { 'strategy_config.json': { strategies: { s1: { params: { fixed_sl_pct: stop } } } } };
  return outcomeOfMade({ orders: times(2, (i) => close(i, 1.1)), config });
}

describe('neighbours: fees and stops', () => {
  it('the opening fee is that of the matched fill', async () => {
    expect(await feesOf([opened, closed, shut])).to.be.closeTo(0.1616, 1e-9);
  });

  it('of a lot half matched it is half', async () => {
    const half = leg(1, 1, 0, 2, { fees_total: 0.0408 });
    expect(await feesOf([opened, fill(1, 'SELL', 1, 102), half])).to.be.closeTo(0.0408 + 0.04, 1e-9);
  });

  it('a writer whose closes carry both fees is not charged twice', async () => {
    const both = { ...shut, fees_total: 0.1616 };
    expect(await feesOf([opened, closed, both])).to.be.closeTo(0.1616, 1e-9);
  });

  it('within two per cent the closing fee is that of the fill, beyond it is not', async () => {
    expect(await feesOf([opened, closed, { ...shut, fees_total: 0.0816 * 1.019 }])).to.be.closeTo(
      0.1631504,
      1e-7,
    );
    expect(await feesOf([opened, closed, { ...shut, fees_total: 0.0816 * 1.021 }])).to.be.closeTo(
      0.0833136,
      1e-7,
    );
  });

  it('without a fill of the closing order its fees stand as written', async () => {
    expect(await feesOf([opened, shut])).to.be.closeTo(0.0816, 1e-9);
  });

  it('an opening that is lost is estimated at the rate of the closing', async () => {
    const at = await outcomeOfMade({ orders: [closed, shut] });
    // Entry notional 2·102 − 4 = 200 at 4 bps.
    expect(numberAt(at.group(), 'fees_usd')).to.be.closeTo(0.0816 + 0.08, 1e-9);
    expect(numberAt(at.group(), 'entry_unknown')).to.equal(1);
  });

  it('a short is the mirror of a long', async () => {
    const orders = [
      fill(0, 'SELL', 2, 102, { positionSide: 'SHORT' }),
      fill(1, 'BUY', 2, 100, { positionSide: 'SHORT' }),
      leg(1, -2, 0, 4, { fees_total: 0.08, positionSide: 'SHORT' }),
    ];
    expect(await feesOf(orders)).to.be.closeTo(0.1616, 1e-9);
  });

  it('of a cumulative order only the largest row counts', async () => {
    const first = {
      ...opened,
      executedQty: 1,
      fee_total: 0.04,
      ts_fill_last: 1_793_491_199,
      ts: 1_793_491_199,
    };
    for (const orders of [
      [first, opened, closed, shut],
      [opened, first, closed, shut, opened],
    ])
      expect(await feesOf(orders)).to.be.closeTo(0.1616, 1e-9);
  });

  it('fees in dollars of any name count, in another asset they are missing and warned of', async () => {
    for (const feeAsset of ['USDC', 'BUSD', 'FDUSD', 'USD', undefined]) {
      const at = await outcomeOfMade({ orders: [{ ...opened, feeAsset }, { ...closed, feeAsset }, shut] });
      expect(numberAt(at.group(), 'fees_usd'), feeAsset ?? 'none').to.be.closeTo(0.1616, 1e-9);
      expect(at.warns('fees_not_in_usd')).to.equal(false);
    }
    const at = await outcomeOfMade({ orders: [{ ...opened, feeAsset: 'BNB' }, closed, shut] });
    expect(numberAt(at.group(), 'fees_usd')).to.be.closeTo(0.0816, 1e-9);
    expect(at.warns('fees_not_in_usd')).to.equal(true);
  });

  it('a missing cost is 0, and a cost of 0 is not missing', async () => {
    const at = await outcomeOfMade({
      orders: [close(0, 1, { fees_total: undefined }), close(1, 1, { fees_total: 0 })],
    });
    expect(numberAt(at.group(), 'net_pnl_usd')).to.equal(2);
  });

  it('a stop up to 0.05 is a fraction, above it percent', async () => {
    expect(numberAt((await stopped(0.02)).group(), 'avg_r')).to.be.closeTo(0.5, 1e-9);
    expect(numberAt((await stopped(0.05)).group(), 'avg_r')).to.be.closeTo(0.2, 1e-9);
    expect(numberAt((await stopped(0.5)).group(), 'avg_r')).to.be.closeTo(2, 1e-9);
    expect(numberAt((await stopped(2)).group(), 'avg_r')).to.be.closeTo(0.5, 1e-9);
  });

  it('a stop of 0 or less does not exist', async () => {
    for (const stop of [0, -2])
      expect(numberAt((await stopped(stop)).group(), 'risk_sources', 'fallback'), String(stop)).to.equal(2);
  });

  it('rebates of the router lower cost no further than to 1', async () => {
    const metrics = times(20, (i) => row(i, { fees_usd: -0.1, slippage_bps: -5 }));
    const at = await outcomeOfMade({ orders: [], metrics });
    expect(at.part('cost')).to.equal(1);
  });
});
