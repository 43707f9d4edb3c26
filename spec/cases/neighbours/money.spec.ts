import { expect } from 'chai';
import { close, outcomeOfMade, row, times, type Made } from '../made';
import { numberAt, valueAt } from '../outcome';

/** `count` positions of these nets and notionals (the fallback risk is 1 % of it), with good router rows. */
function history(nets: readonly (readonly [net: number, notional: number])[]): Made {
  return {
    orders: nets.map(([net, notional], i) => close(i, net, { fees_total: 0, entry_notional_usd: notional })),
    metrics: times(nets.length, (i) => row(i)),
  };
}

const repeated = (count: number, ...cycle: readonly (readonly [number, number])[]) =>
  times(count, (i) => cycle[i % cycle.length] ?? ([0, 1] as const));

describe('neighbours: money beside R', () => {
  it('with equal risks money is R', async () => {
    const at = await outcomeOfMade(history(repeated(40, [1, 100], [1, 100], [-1, 100])));
    expect(numberAt(at.group(), 'edge_usd')).to.be.closeTo(numberAt(at.group(), 'edge'), 1e-9);
    expect(numberAt(at.group(), 'n_w')).to.be.closeTo(40, 1e-9);
    expect(valueAt(at.group(), 'usd_and_r_disagree')).to.not.equal(true);
  });

  it('risks and nets a thousand times as large change nothing', async () => {
    const small = await outcomeOfMade(history(repeated(40, [1, 100], [2, 100], [-3, 600])));
    const large = await outcomeOfMade(history(repeated(40, [1000, 1e5], [2000, 1e5], [-3000, 6e5])));
    for (const field of ['edge', 'edge_usd', 'r_usd', 'n_w', 'avg_r'])
      expect(numberAt(large.group(), field), field).to.be.closeTo(numberAt(small.group(), field), 1e-9);
  });

  it('four huge losing positions among small gains leave no weight, wherever they stand', async () => {
    for (const place of [0, 18, 36]) {
      const isHuge = (i: number): boolean => i >= place && i < place + 4;
      const nets = times(40, (i) => (isHuge(i) ? ([-500, 50_000] as const) : ([1, 100] as const)));
      const at = await outcomeOfMade(history(nets));
      expect(numberAt(at.group(), 'edge')).to.be.above(0.25);
      expect(numberAt(at.group(), 'edge_usd')).to.be.below(0.25);
      expect(at.weight()).to.equal(0);
    }
  });

  it('gains are clipped at 5 R, losses count in full, and many clips are warned of', async () => {
    const gains = await outcomeOfMade(history(repeated(20, [60, 100], [1, 100], [1, 100], [1, 100])));
    expect(numberAt(gains.group(), 'avg_r')).to.equal(2);
    expect(numberAt(gains.group(), 'clipped')).to.equal(5);
    expect(gains.warns('many_clipped')).to.equal(true);
    const losses = await outcomeOfMade(history(repeated(20, [-60, 100], [1, 100], [1, 100], [1, 100])));
    expect(numberAt(losses.group(), 'avg_r')).to.equal(-14.25);
    expect(numberAt(losses.group(), 'clipped')).to.equal(0);
    expect(losses.warns('many_clipped')).to.equal(false);
  });

  it('without any known risk a loss that is sure gives no weight', async () => {
    const orders = times(30, (i) => close(i, i % 3 === 0 ? -2 : -3, { entry_notional_usd: undefined }));
    const at = await outcomeOfMade({ orders });
    expect(numberAt(at.group(), 'risk_sources', 'none')).to.equal(30);
    expect(valueAt(at.group(), 'usd_losing')).to.equal(true);
    expect(at.weight()).to.equal(0);
  });

  it('nor do twenty positions of which fewer than twenty have a risk', async () => {
    const orders = times(24, (i) => close(i, 1, i < 19 ? {} : { entry_notional_usd: undefined }));
    const at = await outcomeOfMade({ orders, metrics: [] });
    expect(at.weight()).to.equal(0);
    expect(JSON.stringify(at.advice())).to.include('no_risk_basis');
  });

  it('a recorded risk below a basis point of the notional is a stale stop', async () => {
    const orders = times(4, (i) => close(i, 1.1, { initial_risk_usd: i < 2 ? 0.0099 : 0.01 }));
    const at = await outcomeOfMade({ orders });
    expect(numberAt(at.group(), 'risk_sources', 'fallback')).to.equal(2);
    expect(numberAt(at.group(), 'risk_sources', 'recorded')).to.equal(2);
    expect(numberAt(at.group(), 'avg_r')).to.equal((1 + 1 + 5 + 5) / 4);
  });
});
