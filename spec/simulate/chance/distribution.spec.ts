import { expect } from 'chai';
import {
  drawTriangular,
  logistic,
  logLogistic,
  mixtureQuantile,
  triangularVariance,
} from '../../../src/simulate/chance/distribution';
import { randomOf } from '../../../src/simulate/chance/random';

const COUNT = 100_000;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('drawTriangular', () => {
  const random = randomOf(1, 'triangular');
  const values = Array.from({ length: COUNT }, () => drawTriangular(random, 2, 0.6));

  it('has its mean and its variance, inside its spread', () => {
    const variance = mean(values.map((value) => (value - 2) ** 2));
    expect(mean(values)).to.be.closeTo(2, 4 * Math.sqrt(triangularVariance(2, 0.6) / COUNT));
    expect(variance).to.be.closeTo(triangularVariance(2, 0.6), 0.005);
    expect(Math.min(...values.slice(0, 1000))).to.be.above(0.8);
    expect(Math.max(...values.slice(0, 1000))).to.be.below(3.2);
  });
});

for (const [name, distribution] of [
  ['logistic', logistic(1.5, 0.7)],
  ['logLogistic', logLogistic(250, 4)],
] as const) {
  describe(name, () => {
    const random = randomOf(2, name);
    const values = Array.from({ length: COUNT }, () => distribution.draw(random));
    for (const p of [0.05, 0.5, 0.95]) {
      it(`leaves a share of ${p} below its ${p}-quantile`, () => {
        const cut = mixtureQuantile([{ share: 1, of: distribution }], p);
        const below = values.filter((value) => value <= cut).length / COUNT;
        expect(distribution.cdf(cut)).to.be.closeTo(p, 1e-9);
        expect(below).to.be.closeTo(p, 4 * Math.sqrt((p * (1 - p)) / COUNT));
      });
    }
  });
}

describe('mixtureQuantile', () => {
  it('weighs its components by their shares, whatever they add up to', () => {
    const [low, high] = [logistic(0, 1e-6), logistic(10, 1e-6)];
    const quantile = (p: number): number =>
      mixtureQuantile(
        [
          { share: 3, of: low },
          { share: 1, of: high },
        ],
        p,
      );
    expect(quantile(0.7)).to.be.closeTo(0, 0.01);
    expect(quantile(0.8)).to.be.closeTo(10, 0.01);
  });
});
