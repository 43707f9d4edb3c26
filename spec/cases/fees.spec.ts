import { expect } from 'chai';
import { caseIt, describeCases } from './case';
import { numberAt } from './outcome';

describeCases('fees, funding and stops', () => {
  caseIt('08a', 'a fee in BNB is missing, and warned of', (at) => {
    const group = at.group();
    expect(numberAt(group, 'fees_usd')).to.equal(0);
    expect(numberAt(group, 'net_pnl_usd')).to.equal(20);
    expect(at.warns('fees_not_in_usd')).to.equal(true);
  });

  caseIt('14a', 'rebates are income', (at) => {
    const group = at.group();
    expect(numberAt(group, 'count')).to.equal(24);
    expect(numberAt(group, 'wins')).to.equal(24);
    expect(numberAt(group, 'fees_usd')).to.be.closeTo(-1.2, 1e-9);
    expect(numberAt(group, 'net_pnl_usd')).to.be.closeTo(0.72, 1e-9);
    expect(at.part('cost')).to.equal(1);
  });

  caseIt('15a', 'funding received is income', (at) => {
    const group = at.group();
    expect(numberAt(group, 'net_pnl_usd')).to.be.closeTo(12.9, 1e-9);
    expect(numberAt(group, 'funding_usd')).to.equal(-3);
  });

  caseIt('40a', 'a stop of 0.02 is two per cent', (at) => {
    const group = at.group();
    expect(numberAt(group, 'clipped')).to.equal(0);
    expect(numberAt(group, 'risk_sources', 'stop')).to.equal(30);
    expect(numberAt(group, 'avg_r')).to.be.closeTo(0.025, 1e-9);
  });
});
