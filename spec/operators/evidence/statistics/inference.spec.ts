import { expect } from 'chai';
import { inferenceOf, intervalOf, twoSidedP } from '../../../../operators/evidence/statistics/inference';
import { tradeDays } from '../../../../operators/evidence/statistics/trade-days';

const days = tradeDays([0, 1, 2, 3]);

describe('inferenceOf', () => {
  it('gives no error on one day, and says why', () => {
    const found = inferenceOf(2, [1, -1], tradeDays([4, 4]));
    expect(found).to.deep.equal({
      value: 2,
      ...{ se: null, df: null, lo: null, hi: null, t: null, p: null, mde80: null, n_eff: null, lags: null },
      reason: 'too_few_days',
    });
    expect(intervalOf(found, 0.99)).to.equal(null);
  });

  it('gives a point, and neither t nor p, where no trade has influence', () => {
    const found = inferenceOf(0, [0, 0, 0, 0], days);
    expect(found).to.include({ se: 0, df: 3, lo: 0, hi: 0, t: null, p: null, mde80: 0, n_eff: null });
  });

  it('is value ± t(.975, G − 1)·se, with the effect that it would have found 8 times of 10', () => {
    // se = √(16·4/3)/4 = 1.154701; t(.975, 3) = 3.182446305, t(.8, 3) = .978472312.
    const se = Math.sqrt(64 / 3) / 4;
    const { lo, hi, t, p, mde80 } = inferenceOf(1, [2, -2, 2, -2], days);
    expect(lo).to.be.closeTo(1 - 3.182446305284263 * se, 1e-9);
    expect(hi).to.be.closeTo(1 + 3.182446305284263 * se, 1e-9);
    expect(mde80).to.be.closeTo((3.182446305284263 + 0.978472312363371) * se, 1e-9);
    expect(t).to.equal(1 / se);
    expect(p).to.equal(Math.round(twoSidedP(1 / se, 3) * 1e6) / 1e6);
  });

  it('is wider at 99 %: t(.995, 3) = 5.840909', () => {
    const se = Math.sqrt(64 / 3) / 4;
    const [lo, hi] = intervalOf(inferenceOf(1, [2, -2, 2, -2], days), 0.99) ?? [0, 0];
    expect(lo).to.be.closeTo(1 - 5.840909309733355 * se, 1e-8);
    expect(hi).to.be.closeTo(1 + 5.840909309733355 * se, 1e-8);
  });

  it('counts trades that move together as fewer, never as more than there are', () => {
    // Two trades a day of one influence, days u = 2, −2, 2, −2: v0 = 16; the independent error is √(8/7/8).
    const together = inferenceOf(0, [1, 1, -1, -1, 1, 1, -1, -1], tradeDays([0, 0, 1, 1, 2, 2, 3, 3]));
    const clustered = Math.sqrt((16 * 4) / 3) / 8;
    expect(together.n_eff).to.be.closeTo((8 * (8 / 7 / 8)) / clustered ** 2, 1e-12);
    expect(inferenceOf(0, [1, -1, 1, -1], tradeDays([0, 0, 1, 1])).n_eff).to.equal(null);
    expect(inferenceOf(0, [1, -1, 1.1, -1], tradeDays([0, 0, 1, 1])).n_eff).to.equal(4);
  });
});
