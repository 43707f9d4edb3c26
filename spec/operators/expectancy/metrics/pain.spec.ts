import { expect } from 'chai';
import { foldOver } from '../../../../operators/core/fold';
import { pain, studentShare, type PainView } from '../../../../operators/expectancy/metrics/pain';
import { DEFAULTS, tradeOf, tradesOf } from '../../made';

const view = (rs: readonly number[]): PainView => foldOver(pain.fold(DEFAULTS), tradesOf(rs), 0).view;

// ρ = 0.9, κ = 20, λ = 0.5, s0 = 1, h = 0.05 throughout; each line worked by hand.
describe('pain, by hand', () => {
  it('one loss: it still weighs', () => {
    const { shrunk_r, pain_r, drawdown_aware_r } = view([-1]);
    expect(shrunk_r).to.be.closeTo(-1 / 21, 1e-12);
    expect(pain_r).to.be.closeTo(1, 1e-12);
    expect(drawdown_aware_r).to.be.closeTo(-1 / 21 - (0.5 * 1) / 21, 1e-12);
  });

  it('two losses in a row: the second inherits nine tenths of the first', () => {
    // e = 0, 0.9; S = 1, 1.9; pain = (0.1/0.9·0.9 + 1.9)/2 = 1.
    expect(view([-1, -1]).pain_r).to.be.closeTo(1, 1e-12);
  });

  it('a win smaller than what is inherited leaves the rest', () => {
    // e = 0, 0.9·2 − 0.5 = 1.3; S = 2, 1.3; pain = (1.3/9 + 1.3)/2.
    expect(view([-2, 0.5]).pain_r).to.be.closeTo((1.3 / 9 + 1.3) / 2, 1e-12);
  });

  it('a loss after a full recovery begins anew', () => {
    // e = 0, 0, 0; S_last = 1.
    expect(view([-1, 1, -1]).pain_r).to.be.closeTo(1 / 3, 1e-12);
  });

  it('closes of one moment net each other first', () => {
    const trades = [tradeOf(-1, 7, { id: 'a' }), tradeOf(1, 7, { id: 'b' })];
    expect(foldOver(pain.fold(DEFAULTS), trades, 0).view.pain_r).to.equal(0);
  });

  it('edge is ½ where E_dd is the hurdle, and grows through it', () => {
    expect(view([]).edge).to.be.closeTo(studentShare(-0.05 * Math.sqrt(20)), 1e-15);
    expect(studentShare(0)).to.equal(0.5);
    expect(view([5, 5, 5, 5]).edge).to.be.greaterThan(0.5);
  });

  it('studentShare is Student’s t with two degrees of freedom', () => {
    // P(T ≤ 2.919985580) = 0.95 and P(T ≤ 4.302652730) = 0.975 with 2 degrees, from the tables.
    expect(studentShare(2.91998558)).to.be.closeTo(0.95, 1e-8);
    expect(studentShare(-4.30265273)).to.be.closeTo(0.025, 1e-8);
    expect(studentShare(1e200)).to.equal(1);
    expect(studentShare(-1e200)).to.equal(0);
    expect(studentShare(5e-324)).to.equal(0.5);
  });
});
