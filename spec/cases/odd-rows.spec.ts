import { expect } from 'chai';
import { caseIt, describeCases } from './case';
import { numberAt, valueAt } from './outcome';

describeCases('odd rows', () => {
  caseIt('16a', 'closes of nothing are no trades', (at) => {
    expect(numberAt(at.group(), 'count')).to.equal(5);
    expect(numberAt(at.group(), 'net_pnl_usd')).to.be.closeTo(9.5, 1e-9);
    expect(at.refused).to.have.length(0);
  });

  caseIt('18a', 'a wrong type beside the P&L is missing and counted; text that is a number is one', (at) => {
    const group = at.group();
    // All but the close whose P&L is `true`.
    expect(numberAt(group, 'count')).to.equal(9);
    expect(at.refused).to.have.length(1);
    expect(numberAt(group, 'gross_pnl_usd')).to.be.closeTo(3.5 + 1 + 1 + 1 + 1 + 2 + 0 + 1 + 1, 1e-9);
    expect(numberAt(group, 'fees_usd')).to.be.closeTo(0.84, 1e-9);
    expect(numberAt(group, 'risk_sources', 'fallback')).to.equal(9);
    expect(numberAt(at.groups('strategies'), 'unattributed', 'count')).to.equal(1);
    expect(at.counted('mistyped')).to.be.at.least(1);
  });

  caseIt('73a', 'an hour is one of UTC, across a change of clocks', (at) => {
    const hours = Object.entries(at.groups('hours')).map(([hour, group]) => [hour, valueAt(group, 'count')]);
    expect(Object.fromEntries(hours)).to.deep.equal({ '0': 1, '1': 1, '5': 1, '6': 1 });
  });

  caseIt('90a', 'kinds are read without case, and other events are noted', (at) => {
    expect(numberAt(at.group(), 'count')).to.equal(2);
    expect(numberAt(at.group(), 'net_pnl_usd')).to.be.closeTo(7.9, 1e-9);
    expect(at.refused).to.have.length(0);
    expect(numberAt(at.tally, 'quarantined')).to.equal(0);
  });

  caseIt('92a', 'a new symbol with three gains of 5 R is probed', (at) => {
    expect(numberAt(at.group(), 'avg_r')).to.equal(5);
    expect(at.weight()).to.be.above(0);
    // 0.25 · (0.05 + 0.95 · 3/20) · 0.6: phi is clamped by n = 3, and the quality of three rows is unknown.
    expect(at.weight()).to.be.at.most(0.028875);
  });
});
