import { expect } from 'chai';
import { realityCheck } from '../../../../operators/evidence/statistics/reality-check';
import { chanceOf } from '../chance';

const resampling = { seed: 20260101, resamples: 400 };

/** Settings whose daily difference to the default is noise about these means. */
function differences(means: readonly number[], seed: number): Record<string, readonly number[]> {
  const { normal } = chanceOf(seed);
  return Object.fromEntries(
    means.map((mean, i) => [`setting ${i}`, Array.from({ length: 60 }, () => mean + normal())]),
  );
}

describe('realityCheck', () => {
  it('finds a setting that is better by far', () => {
    const found = realityCheck(differences([0, 0, 1, 0], 1), resampling);
    expect(found.best).to.equal('setting 2');
    expect(found.p).to.equal(0.002494);
  });

  it('studentises: a setting that varies more does not win by its size', () => {
    const { normal } = chanceOf(4);
    const days = Array.from({ length: 60 }, () => normal());
    const found = realityCheck(
      { steady: days.map((z) => 0.5 + 0.1 * z), wild: days.map((z) => 2 + 50 * z) },
      resampling,
    );
    expect(found.best).to.equal('steady');
  });

  it('is rarely small when no setting is better: p ≤ .05 in 5 to 12 of 100 histories of 60 days', () => {
    let small = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { p } = realityCheck(differences([0, 0, 0, 0, 0, 0], seed), { seed, resamples: 200 });
      if (p !== null && p <= 0.05) small++;
    }
    expect(small).to.be.within(1, 12);
  });

  it('has no answer where no setting differs', () => {
    expect(realityCheck({ same: [0, 0, 0] }, resampling)).to.deep.equal({
      ...{ best: null, statistic: null, p: null, block: null },
      reason: 'no_difference',
    });
  });
});
