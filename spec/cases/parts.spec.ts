import { expect } from 'chai';
import { caseIt, describeCases, outcomeOfCase } from './case';
import { numberAt, valueAt, type Outcome } from './outcome';

function expectPositions(at: Outcome, count: number, legs: number, net: number): void {
  const group = at.group();
  expect(numberAt(group, 'count'), 'count').to.equal(count);
  expect(numberAt(group, 'legs'), 'legs').to.equal(legs);
  expect(numberAt(group, 'net_pnl_usd'), 'net').to.be.closeTo(net, 1e-9);
}

describeCases('positions in parts, and dust', () => {
  caseIt('01a', 'two positions closed in ten parts each are two', async (at) => {
    const whole = await outcomeOfCase('01b');
    expectPositions(at, 2, 20, 10);
    for (const field of [
      'count',
      'wins',
      'hit_rate',
      'hit_rate_interval',
      'r_interval',
      'avg_r',
      'edge',
      'edge_usd',
      'n_eff',
    ])
      expect(valueAt(at.group(), field), field).to.deep.equal(valueAt(whole.group(), field));
    expect(at.weight()).to.equal(whole.weight());
  });

  caseIt('01b', 'as two closes are', (at) => {
    expectPositions(at, 2, 2, 10);
    expect(numberAt(at.group(), 'avg_r')).to.equal(5);
  });

  caseIt('02a', 'two closes of one order in one millisecond are two legs', (at) => {
    expectPositions(at, 1, 2, -67);
  });

  caseIt('02b', 'also in whole seconds', (at) => {
    expectPositions(at, 1, 2, -66.2);
  });

  caseIt('02c', 'three parts without order ids all count', (at) => {
    expectPositions(at, 1, 3, 17.7);
    expect(at.warns('conflicting_closes')).to.equal(true);
  });

  caseIt('02e', 'trade ids tell two closes of one order apart', (at) => {
    expectPositions(at, 1, 2, 9.8);
  });

  caseIt('60b', 'one close is one position', (at) => {
    expectPositions(at, 1, 1, 3.2148 - 0.938704);
    expect(numberAt(at.group(), 'avg_r')).to.be.closeTo((3.2148 - 0.938704) / 15.6451, 1e-9);
  });

  caseIt('50a', 'nineteen good trades have a weight', (at) => {
    expectPositions(at, 19, 19, 19 * 0.9);
    expect(at.weight()).to.be.above(0);
  });

  caseIt('50b', 'a dust close changes count and net, and no more', async (at) => {
    const without = await outcomeOfCase('50a');
    expectPositions(at, 20, 20, 19 * 0.9 + 0.0015 - 0.00007);
    expect(numberAt(at.group(), 'risk_sources', 'none')).to.equal(1);
    expect(numberAt(at.group(), 'avg_r')).to.equal(numberAt(without.group(), 'avg_r'));
    expect(numberAt(at.group(), 'edge')).to.equal(numberAt(without.group(), 'edge'));
    expect(at.weight()).to.be.above(without.weight() / 2);
  });
});
