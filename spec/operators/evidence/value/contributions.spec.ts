import { expect } from 'chai';
import fc from 'fast-check';
import { contributionsOf } from '../../../../operators/evidence/value/contributions';
import { valueIdentity } from '../../../../operators/evidence/value/identity';
import { anyTrades, largest, tradesOf, WORKED } from './value-made';

describe('contributionsOf', () => {
  it('splits the worked example by symbol', () => {
    const values = WORKED.values.map((x) => x ?? 0);
    const found = contributionsOf(WORKED.multiples, values, WORKED.symbols);
    expect(Object.keys(found)).to.deep.equal(['A', 'B']);
    expect(found['A']?.n).to.equal(3);
    // A: m 1, .5, 1; x 2, −1, 1. Gain .5, exposure −.55·2, selection .55·2 − .05 + .55 = 1.6.
    expect(found['A']?.mean_m).to.be.closeTo(2.5 / 3, 1e-15);
    expect(found['A']?.gain).to.be.closeTo(0.5, 1e-15);
    expect(found['A']?.exposure).to.be.closeTo(-1.1, 1e-15);
    expect(found['A']?.selection).to.be.closeTo(1.6, 1e-15);
  });

  it('adds up to n times the identity', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        const trades = tradesOf(rows);
        const { n, total, exposure, selection } = valueIdentity(trades);
        const parts = Object.values(contributionsOf(trades.multiples, trades.values, trades.symbols));
        const rounding = 1e-11 * n * Math.max(1, largest(rows));
        const sum = (of: 'gain' | 'exposure' | 'selection'): number =>
          parts.reduce((all, part) => all + part[of], 0);
        expect(sum('gain')).to.be.closeTo(n * (total ?? NaN), rounding);
        expect(sum('exposure')).to.be.closeTo(n * (exposure ?? NaN), rounding);
        expect(sum('selection')).to.be.closeTo(n * (selection ?? NaN), rounding);
      }),
    );
  });

  it('of one size for all: nobody adds to choosing, exactly, and the gain is all exposure', () => {
    fc.assert(
      fc.property(anyTrades, fc.double({ min: 0, max: 1, noNaN: true }), (rows, m) => {
        const { values, symbols } = tradesOf(rows);
        const alike = contributionsOf(
          values.map(() => m),
          values,
          symbols,
        );
        for (const { gain, exposure, selection } of Object.values(alike))
          expect([selection, gain]).to.deep.equal([0, exposure]);
      }),
    );
  });

  it('has no groups without trades', () => {
    expect(contributionsOf([], [], [])).to.deep.equal({});
  });
});
