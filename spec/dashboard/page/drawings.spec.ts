import { expect } from 'chai';
import { stepsOf } from '../../../src/dashboard/page/panels/costs-panel';
import { columnsOf, drawdownsOf, type CurveLine } from '../../../src/dashboard/page/parts/curve-lines';
import { widthFor } from '../../../src/dashboard/page/parts/interval-bar';
import { roundUp, scaleOf } from '../../../src/dashboard/page/parts/scale';

describe('the page’s drawings', () => {
  it('place values on 0..1000 either way round, held at the edges', () => {
    expect([-1, 0, 0.5, 2].map(scaleOf(-1, 1))).to.deep.equal([0, 500, 750, 1000]);
    expect([-1, 0, 1].map(scaleOf(1, -1))).to.deep.equal([1000, 500, 0]);
    expect(scaleOf(2, 2)(2)).to.equal(500);
  });

  it('end an axis at the next round number', () => {
    expect([0.07, 0.86, 1, 1.01, 1743, 0, NaN].map(roundUp)).to.deep.equal([0.08, 1, 1, 1.5, 2000, 1, 1]);
  });

  it('are wide enough for each mean, and not for the intervals of thin samples', () => {
    const sure = { avg_r: 0.4, r_interval: [0.1, 0.7] as const };
    const thin = { avg_r: 0.2, r_interval: [-15, 15] as const };
    expect(widthFor([sure])).to.equal(0.8);
    expect(widthFor([sure, thin])).to.equal(2);
    expect(widthFor([{ avg_r: 3, r_interval: null }])).to.equal(3);
    expect(widthFor([])).to.equal(0.1);
  });

  it('draw nothing for a cost that is not known, nor what would follow it', () => {
    const costs = { count: 3, gross_pnl_usd: 10, fees_usd: null, funding_usd: 1, net_pnl_usd: 7 };
    const rest = { fee_flips: 0, estimated_fees: null, mean_slippage_bps: null, mean_fee_bps: null };
    expect(stepsOf({ ...costs, ...rest })).to.deep.equal([
      { name: 'gross', from: 0, to: 10 },
      { name: 'net', from: 0, to: 7 },
    ]);
    expect(stepsOf({ ...costs, ...rest, gross_pnl_usd: null, net_pnl_usd: null })).to.deep.equal([]);
  });

  it('step from gross over fees and funding to net without a gap', () => {
    const steps = stepsOf({
      count: 3,
      gross_pnl_usd: 10,
      fees_usd: 4,
      estimated_fees: 1,
      funding_usd: -1,
      net_pnl_usd: 7,
      fee_flips: 1,
      mean_slippage_bps: null,
      mean_fee_bps: null,
    });
    expect(steps.map(({ from, to }) => [from, to])).to.deep.equal([
      [0, 10],
      [10, 6],
      [6, 7],
      [0, 7],
    ]);
  });

  it('hold a curve level between its trades: 0 before the first, its last to the end', () => {
    const line = (name: string, ts_ms: readonly number[], total: readonly number[]): CurveLine => ({
      name,
      ts_ms,
      total,
      drawdown: [],
    });
    const lines = [line('a', [10, 30], [1, 2]), line('b', [20], [5])];
    expect(columnsOf(lines, ({ total }) => total, 40)).to.deep.equal([
      [10, 20, 30, 40],
      [1, 1, 2, 2],
      [0, 5, 5, 5],
    ]);
  });

  it('measure a drawdown from a peak of at least 0', () => {
    expect(drawdownsOf([-1, 2, 0, 3])).to.deep.equal([1, 0, 2, 0]);
  });
});
