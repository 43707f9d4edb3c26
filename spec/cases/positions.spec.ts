import { expect } from 'chai';
import { caseIt, describeCases } from './case';
import { valueAt, type Outcome } from './outcome';

function weightOf(at: Outcome, symbol = 'BTCUSDT'): unknown {
  return valueAt(at.advice(symbol), 'current_weight');
}

describeCases('positions', () => {
  caseIt('12a', 'a short counts by its size', (at) => {
    expect(weightOf(at)).to.equal(0.3);
    expect(weightOf(at, 'ETHUSDT')).to.equal(0);
  });

  caseIt('12b', 'both sides of a hedge count', (at) => {
    expect(weightOf(at)).to.equal(0.48);
  });

  caseIt('12c', 'numbers may be text', (at) => {
    expect(weightOf(at)).to.equal(0.3);
  });

  caseIt('12e', 'positions stand in rows, as the executor writes them', (at) => {
    expect(weightOf(at)).to.equal(0.3);
  });

  caseIt('12g', 'without a mark the notional counts', (at) => {
    expect(weightOf(at)).to.equal(0.3);
  });

  caseIt('12i', 'a spelling that nobody knows may be any symbol: none is 0', (at) => {
    expect(weightOf(at)).to.equal(null);
    expect(weightOf(at, 'ETHUSDT')).to.equal(null);
    expect(at.warns('positions_unknown_symbol')).to.equal(true);
  });

  caseIt('12l', '3,000 % of NAV is what it says', (at) => {
    expect(weightOf(at)).to.equal(30);
  });
});
