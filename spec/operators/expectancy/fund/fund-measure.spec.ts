import { expect } from 'chai';
import { FundMeasure } from '../../../../operators/expectancy/fund/fund-measure';
import type { Trade } from '../../../../src/model/trade';
import { DAY } from '../../../../src/model/values/time';
import { DEFAULTS, tradeOf } from '../../made';

const fundOf = (trades: readonly Trade[]) =>
  new FundMeasure(DEFAULTS).view(trades, { removed: [], added: trades });

describe('the fund of a window', () => {
  it('has each day from the first exit to the last, a day without one as 0', () => {
    const trades = [tradeOf(2, 1), tradeOf(-3, 2, { id: 'b' }), tradeOf(4, 3 * DAY)];
    const { daily, worst_day, best_day, net_pnl_usd } = fundOf(trades);
    expect(daily).to.deep.equal([
      ['1970-01-01', -1, 2],
      ['1970-01-02', 0, 0],
      ['1970-01-03', 0, 0],
      ['1970-01-04', 4, 1],
    ]);
    expect([worst_day, best_day]).to.deep.equal([
      { day: '1970-01-01', net_usd: -1 },
      { day: '1970-01-04', net_usd: 4 },
    ]);
    expect(net_pnl_usd).to.equal(3);
  });

  it('has the Sharpe ratio of these days with its error', () => {
    // 0, 0, 0, 4: by hand in sharpe.spec.ts.
    const { sharpe_day, sharpe_se } = fundOf([tradeOf(0, 1), tradeOf(4, 3 * DAY)]);
    expect(sharpe_day).to.equal(0.5);
    expect(sharpe_se).to.be.closeTo(0.410684, 1e-6);
  });

  it('says why it has none', () => {
    const { sharpe_day, exposure, reasons } = fundOf([tradeOf(1, 1)]);
    expect([sharpe_day, exposure]).to.deep.equal([null, null]);
    expect(reasons).to.include({
      sharpe_day: 'too_few_days',
      sharpe_se: 'too_few_days',
      exposure: 'no_entry',
    });
    const nothing = fundOf([]);
    expect([nothing.daily, nothing.worst_day]).to.deep.equal([[], null]);
    expect(nothing.reasons).to.include({
      worst_day: 'no_trades',
      best_day: 'no_trades',
      exposure: 'no_trades',
    });
  });

  it('forgets a day with its last trade', () => {
    const [first, second] = [tradeOf(1, 1), tradeOf(2, 3 * DAY)];
    const measure = new FundMeasure(DEFAULTS);
    measure.view([first, second], { removed: [], added: [first, second] });
    expect(measure.view([second], { removed: [first], added: [] }).daily).to.deep.equal([
      ['1970-01-04', 2, 1],
    ]);
  });
});
