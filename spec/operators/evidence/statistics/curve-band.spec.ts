import { expect } from 'chai';
import { curveBand } from '../../../../operators/evidence/statistics/curve-band';
import { chanceOf } from '../chance';

const resampling = { seed: 20260101, resamples: 500 };

describe('curveBand', () => {
  it('is known, to the bit', () => {
    const { lo, hi } = curveBand([1, -2, 3, 0.5, -1, 2, -3, 1.5, 0.25, -0.75], { seed: 7, resamples: 40 });
    expect([lo[0], lo[9], hi[0], hi[9]]).to.deep.equal([
      ...[-3.15, -5.249999999999999],
      ...[2.85, 4.074999999999997],
    ]);
  });

  it('has no width where every day gains the same', () => {
    const { lo, hi } = curveBand([2, 2, 2, 2, 2, 2, 2, 2, 2], resampling);
    expect([...lo, ...hi].every((offset) => offset === 0)).to.equal(true);
  });

  it('holds 0, and widens with the square root of time', () => {
    const { normal } = chanceOf(2);
    const { lo, hi } = curveBand(
      Array.from({ length: 100 }, () => 5 + normal()),
      resampling,
    );
    const width = (day: number): number => (hi[day] ?? 0) - (lo[day] ?? 0);
    lo.forEach((low, day) => {
      expect(low).to.be.below(0);
      expect(hi[day]).to.be.above(0);
    });
    expect(width(99) / width(24)).to.be.within(1.6, 2.5);
  });
});
