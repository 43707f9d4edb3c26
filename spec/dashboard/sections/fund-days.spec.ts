import { expect } from 'chai';
import { fundDays } from '../../../src/dashboard/sections/fund-days';
import { pageModel } from '../../../src/dashboard/page';
import { sampleDocuments, SOON } from '../states';

describe('the fund by day on the page', () => {
  it('has the days of the file, and leaves out what is none', () => {
    const fund = {
      daily: [['2026-01-01', -2.5, 3], 'no day', ['2026-01-02', 'x', 1], ['2026-01-03', 4, 1]],
      sharpe_day: 0.3,
      sharpe_se: null,
      worst_day: { day: '2026-01-01', net_usd: -2.5 },
      best_day: { day: '2026-01-03' },
      exposure: 0.25,
    };
    expect(fundDays({ expectancy: { fund } })).to.deep.equal({
      days: { day: ['2026-01-01', '2026-01-03'], net_usd: [-2.5, 4], trades: [3, 1] },
      sharpe_day: 0.3,
      sharpe_se: null,
      worst_day: { day: '2026-01-01', net_usd: -2.5 },
      best_day: null,
      exposure: 0.25,
    });
    expect(fundDays({ expectancy: {} })).to.equal(null);
  });

  it('of the sample adds up to the net of its window', async () => {
    const { fund, total } = pageModel(await sampleDocuments(), SOON);
    const net = fund?.days.net_usd.reduce((sum, value) => sum + value, 0);
    expect(net).to.be.closeTo(total?.costs.net_pnl_usd ?? NaN, 1e-6);
    expect(Math.min(...(fund?.days.net_usd ?? []))).to.equal(fund?.worst_day?.net_usd);
  });
});
