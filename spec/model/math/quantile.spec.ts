import { expect } from 'chai';
import fc from 'fast-check';
import { quantile } from '../../../src/model/math/quantile';

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).to.equal(2.5);
    expect(quantile([10, 20, 30], 0.95)).to.be.closeTo(29, 1e-12);
    expect(quantile([0, 10], 0.25)).to.equal(2.5);
    expect(
      quantile(
        Array.from({ length: 21 }, (_, i) => i),
        0.95,
      ),
    ).to.equal(19);
  });

  it('of one number is that number, of none is undefined', () => {
    expect([quantile([7], 0), quantile([7], 0.95), quantile([7], 1)]).to.deep.equal([7, 7, 7]);
    expect(quantile([], 0.5)).to.equal(undefined);
  });

  it('lies within the numbers, and grows with p', () => {
    const sorted = fc
      .array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 })
      .map((all) => all.sort((a, b) => a - b));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(sorted, share, share, (all, p, q) => {
        const low = quantile(all, Math.min(p, q)) ?? NaN;
        const high = quantile(all, Math.max(p, q)) ?? NaN;
        expect(low).to.be.at.most(high + 1e-9);
        expect(low).to.be.at.least(all[0] ?? NaN);
        expect(quantile(all, 1)).to.equal(all.at(-1));
      }),
    );
  });
});
