import { expect } from 'chai';
import { pick, randomOf } from '../../../src/simulate/chance/random';

const draws = (seed: number, label: string, count: number): readonly number[] => {
  const random = randomOf(seed, label);
  return Array.from({ length: count }, random);
};

describe('randomOf', () => {
  it('gives the same numbers for the same seed and label, others for others', () => {
    expect(draws(1, 'a', 5)).to.deep.equal(draws(1, 'a', 5));
    expect(draws(1, 'a', 5)).to.not.deep.equal(draws(2, 'a', 5));
    expect(draws(1, 'a', 5)).to.not.deep.equal(draws(1, 'b', 5));
  });

  it('is uniform in the open unit interval', () => {
    const numbers = draws(3, 'uniform', 100_000);
    const counts = Array.from(
      { length: 10 },
      (_, tenth) => numbers.filter((u) => Math.floor(u * 10) === tenth).length,
    );
    expect(numbers.every((u) => u > 0 && u < 1)).to.equal(true);
    for (const count of counts) expect(count).to.be.within(9_600, 10_400);
  });

  it('does not remember the number before', () => {
    const numbers = draws(4, 'serial', 100_000);
    const products = numbers.slice(1).map((u, index) => (u - 0.5) * ((numbers[index] ?? 0) - 0.5));
    const correlation = (12 * products.reduce((sum, product) => sum + product, 0)) / products.length;
    expect(Math.abs(correlation)).to.be.below(4 / Math.sqrt(products.length));
  });
});

describe('pick', () => {
  it('picks by weight', () => {
    const random = randomOf(5, 'pick');
    const picked = Array.from(
      { length: 10_000 },
      () =>
        pick(random, [
          { weight: 3, id: 'a' },
          { weight: 1, id: 'b' },
        ]).id,
    );
    expect(picked.filter((id) => id === 'a').length).to.be.within(7_300, 7_700);
  });
});
