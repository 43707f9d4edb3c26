import { expect } from 'chai';
import { firstAutocorrelation } from '../../../../operators/evidence/statistics/autocorrelation';
import { blockLength } from '../../../../operators/evidence/statistics/block-length';
import { chanceOf } from '../chance';

function autoregressive(length: number, rho: number, seed: number): readonly number[] {
  const { normal } = chanceOf(seed);
  let last = normal() / Math.sqrt(1 - rho * rho);
  return Array.from({ length }, () => (last = rho * last + normal()));
}

describe('blockLength', () => {
  it('gives known lengths', () => {
    expect(blockLength([1, 2, 1, 3, 2, 1, 2, 3, 1, 2, 4, 1, 2, 2, 3, 1])).to.equal(6);
    expect(blockLength(Array.from({ length: 20 }, (_, i) => i))).to.equal(5);
  });

  it('is 1 for fewer than 8 days, and without spread', () => {
    expect(blockLength([1, 2, 3, 4, 5, 6, 7])).to.equal(1);
    expect(blockLength(Array.from({ length: 12 }, () => 0))).to.equal(1);
    expect(blockLength([])).to.equal(1);
  });

  it('grows with dependence, within ⌈min(3√D, D/3)⌉', () => {
    const lengths = [0, 0.5, 0.9].map((rho) => blockLength(autoregressive(400, rho, 3)));
    expect(lengths).to.deep.equal(lengths.toSorted((a, b) => a - b));
    expect(lengths[0]).to.be.below(lengths[2] ?? 0);
    for (let days = 8; days < 60; days++)
      expect(blockLength(autoregressive(days, 0.95, days))).to.be.within(
        1,
        Math.ceil(Math.min(3 * Math.sqrt(days), days / 3)),
      );
  });

  it('does not change with the unit', () => {
    const series = autoregressive(100, 0.6, 9);
    expect(blockLength(series.map((value) => 1024 * value))).to.equal(blockLength(series));
  });
});

describe('firstAutocorrelation', () => {
  it('is about the mean of the whole series', () => {
    // Centred −1, 0, 1: (0 + 0)/2; 1, −1, 1, −1: −3/4.
    expect(firstAutocorrelation([4, 5, 6])).to.equal(0);
    expect(firstAutocorrelation([1, -1, 1, -1])).to.equal(-0.75);
  });

  it('is null for one day, and without spread', () => {
    expect(firstAutocorrelation([3])).to.equal(null);
    expect(firstAutocorrelation([3, 3, 3])).to.equal(null);
  });
});
