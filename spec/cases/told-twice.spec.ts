import { expect } from 'chai';
import { caseIt, describeCases } from './case';
import { numberAt, type Outcome } from './outcome';

function expectMoney(at: Outcome, count: number, net: number): void {
  expect(numberAt(at.group(), 'count'), 'count').to.equal(count);
  expect(numberAt(at.group(), 'net_pnl_usd'), 'net').to.be.closeTo(net, 1e-9);
}

describeCases('one close told twice, and two that only look alike', () => {
  caseIt('02g', 'a repeat with another log time is one close', (at) => {
    expectMoney(at, 1, -40.1);
    expect(at.warns('conflicting_closes')).to.equal(false);
  });

  caseIt('03a', 'a correction an hour later stands alone', (at) => {
    expectMoney(at, 1, -3.3);
    expect(at.warns('conflicting_closes')).to.equal(true);
  });

  caseIt('03b', 'a correction stands also where it is the smaller gain', (at) => {
    expectMoney(at, 1, 94.9);
    expect(at.warns('conflicting_closes')).to.equal(true);
  });

  caseIt('70a', 'a cancel and its rebooking count as the rows say, and are warned of', (at) => {
    expectMoney(at, 3, 120 - 120 + 95 - 0.3);
    expect(at.warns('possible_duplicates')).to.equal(true);
  });

  caseIt('04a', 'an order_close and a position_close of one intent are one trade', (at) => {
    expectMoney(at, 1, 9.9);
    expect(at.warns('possible_duplicates')).to.equal(false);
  });

  caseIt('04b', 'and it joins the row of that intent', (at) => {
    expectMoney(at, 1, 9.9);
    expect(Object.keys(at.groups('regimes'))).to.deep.equal(['maker|low']);
  });

  caseIt('04c', 'what nothing links but P&L and time is two, with a warning', (at) => {
    expectMoney(at, 2, 19.9);
    expect(at.warns('possible_duplicates')).to.equal(true);
  });

  caseIt('04d', 'a trade_close of the attempt at the same time is the same close', (at) => {
    expectMoney(at, 5, 4.5);
  });

  caseIt('04f', 'so is a repeat four milliseconds later', (at) => {
    expectMoney(at, 5, 4.5);
  });

  caseIt('04g', 'so is one that lacks the client order id', (at) => {
    expectMoney(at, 5, 4.5);
  });
});
