import { expect } from 'chai';
import { caseIt, describeCases } from './case';
import { numberAt, valueAt, type Outcome } from './outcome';

/** No more than a new symbol gets: phi_min of the cap of BTCUSDT. */
const PROBE = 0.05 * 0.25;

/** R and money say opposite things, and the row tells it. */
function expectDisagreement(at: Outcome): void {
  expect(valueAt(at.group(), 'usd_and_r_disagree')).to.equal(true);
  expect(JSON.stringify(valueAt(at.advice(), 'rationale'))).to.match(/disagree/i);
}

describeCases('money beside R', () => {
  caseIt('13g', 'many small winners and a few large losers get no weight, though R looks good', (at) => {
    const group = at.group();
    expect(numberAt(group, 'count')).to.equal(40);
    expect(numberAt(group, 'net_pnl_usd')).to.equal(-2368);
    expect(numberAt(group, 'avg_r')).to.equal(0.6);
    expect(numberAt(group, 'edge')).to.be.closeTo(0.941, 0.0005);
    expect(numberAt(group, 'edge_usd')).to.be.closeTo(0.106, 0.0005);
    expect(numberAt(group, 'r_usd')).to.be.closeTo(-2368 / 2432, 1e-9);
    expect(numberAt(group, 'n_w')).to.be.closeTo(2432 ** 2 / (32 + 8 * 300 ** 2), 1e-6);
    expect(at.weight()).to.be.at.most(PROBE);
    expect(JSON.stringify(at.advice())).to.include('usd_edge_below_min');
    expectDisagreement(at);
  });

  caseIt('13i', 'the same history as a strategy gets no weight either', (at) => {
    const row = at.strategyAdvice('s1');
    expect(numberAt(row, 'suggested_weight')).to.be.at.most(0.05 * 0.5);
  });

  caseIt('13h', 'with the signs turned money earns and R does not: no weight', (at) => {
    const group = at.group();
    expect(numberAt(group, 'net_pnl_usd')).to.equal(2368);
    expect(numberAt(group, 'edge')).to.be.closeTo(0.019, 0.0005);
    expect(numberAt(group, 'edge_usd')).to.be.closeTo(0.576, 0.0005);
    expect(at.weight()).to.equal(0);
    expectDisagreement(at);
  });

  caseIt('13d', 'recorded risks ten times larger for the losers do not hide their money', (at) => {
    const group = at.group();
    expect(numberAt(group, 'net_pnl_usd')).to.equal(-4800);
    expect(numberAt(group, 'risk_sources', 'recorded')).to.equal(40);
    expect(numberAt(group, 'r_usd')).to.be.closeTo(-4800 / 11200, 1e-9);
    expect(numberAt(group, 'edge_usd')).to.be.below(0.25);
    expect(at.weight()).to.be.at.most(PROBE);
    expectDisagreement(at);
  });

  caseIt('13f', 'a liquidation of 60 R counts in full', (at) => {
    const group = at.group();
    expect(numberAt(group, 'avg_r')).to.be.closeTo((39 * 0.6 - 60) / 40, 1e-9);
    expect(numberAt(group, 'clipped')).to.equal(0);
    expect(numberAt(group, 'edge')).to.be.below(0.25);
    expect(at.weight()).to.be.at.most(PROBE);
  });
});
