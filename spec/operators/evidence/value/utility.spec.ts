import { expect } from 'chai';
import { utilityOf } from '../../../../operators/evidence/value/utility';

const DAY = 86_400_000;

describe('utilityOf', () => {
  it('sums what the sizes would have made, over the trades whose R is known', () => {
    const found = utilityOf({
      multiples: [1, 0.5, 0],
      netUsd: [10, -8, 100],
      rs: [2, undefined, 3],
      closes: [0, DAY, 2 * DAY],
    });
    expect(found.net_usd).to.equal(6);
    expect(found.net_r).to.equal(2);
    expect(found.max_drawdown_usd).to.equal(4);
    // y = .02: .02 − .0002.
    expect(found.growth).to.be.closeTo(0.0198, 1e-15);
    // Daily 10, −4, 0: mean 2, sd √52.
    expect(found.sharpe_day).to.be.closeTo(2 / Math.sqrt(52), 1e-15);
  });

  it('nets closes of one moment before it looks for a fall', () => {
    const at = (closes: readonly number[]): number =>
      utilityOf({ multiples: [1, 1], netUsd: [-5, 5], rs: [undefined, undefined], closes }).max_drawdown_usd;
    expect(at([7, 7])).to.equal(0);
    expect(at([7, 8])).to.equal(5);
  });

  it('counts days without a trade', () => {
    const { sharpe_day } = utilityOf({ multiples: [1, 1], netUsd: [1, 1], rs: [1, 1], closes: [0, 3 * DAY] });
    // 1, 0, 0, 1.
    expect(sharpe_day).to.be.closeTo(0.5 / Math.sqrt(1 / 3), 1e-15);
  });

  it('of stand-down is 0, without a Sharpe ratio; so it is without trades', () => {
    const zeros = { net_usd: 0, net_r: 0, max_drawdown_usd: 0, growth: 0, sharpe_day: null, psr0: null };
    const down = utilityOf({ multiples: [0, 0], netUsd: [-3, 2], rs: [-1, 1], closes: [0, DAY] });
    expect(down).to.include({ ...zeros, reason: 'no_spread' });
    expect(utilityOf({ multiples: [], netUsd: [], rs: [], closes: [] })).to.include({
      ...zeros,
      reason: 'too_few_days',
    });
  });
});
