import { expect } from 'chai';
import { averageRanks } from '../../../../operators/evidence/calibration/average-ranks';
import { rankIc, spearman } from '../../../../operators/evidence/calibration/rank-ic';

describe('averageRanks', () => {
  it('gives equal values the mean of their ranks', () => {
    expect(averageRanks([3, 1, 3, 0, 3])).to.deep.equal([4, 2, 4, 1, 4]);
    expect(averageRanks([7, 7])).to.deep.equal([1.5, 1.5]);
    expect(averageRanks([])).to.deep.equal([]);
  });
});

describe('spearman', () => {
  it('is 1 for one order, −1 for the other, with ties between', () => {
    expect(spearman([1, 2, 30], [5, 6, 7])).to.equal(1);
    expect(spearman([1, 2, 30], [7, 6, 5])).to.equal(-1);
    // Ranks 1, 2.5, 2.5 and 1, 2, 3: 1.5/√(1.5·2).
    expect(spearman([1, 2, 2], [1, 2, 3])).to.be.closeTo(Math.sqrt(0.75), 1e-15);
    expect(spearman([1, 1, 1], [1, 2, 3])).to.equal(undefined);
  });
});

describe('rankIc', () => {
  const epoch = (...means: readonly number[]) =>
    means.map((mean, score) => ({ score, nextRs: [mean, mean, mean, mean, mean] }));

  it('is the mean over epochs with Student’s interval', () => {
    const epochs = [...Array.from({ length: 6 }, () => epoch(1, 2, 3)), epoch(3, 2, 1), epoch(3, 2, 1)];
    const found = rankIc(epochs);
    // Mean ½, sd √(6·¼ + 2·2.25)/7 = .925820; t(.975, 7) = 2.364624.
    expect(found).to.include({ epochs: 8, mean: 0.5 });
    expect(found.lo).to.be.closeTo(0.5 - (2.364624252 * Math.sqrt(6 / 7)) / Math.sqrt(8), 1e-8);
    expect(found.hi).to.be.closeTo(0.5 + (2.364624252 * Math.sqrt(6 / 7)) / Math.sqrt(8), 1e-8);
  });

  it('has no interval below 8 epochs, and no mean without any', () => {
    expect(rankIc(Array.from({ length: 7 }, () => epoch(1, 2, 3)))).to.deep.equal({
      ...{ epochs: 7, mean: 1, lo: null, hi: null, reason: 'not_enough' },
    });
    expect(rankIc([])).to.include({ epochs: 0, mean: null });
  });

  it('leaves out symbols with fewer than 5 trades, and epochs with fewer than 3 symbols', () => {
    const few = [...epoch(1, 2), { score: 9, nextRs: [1, 2, 3, 4] }];
    expect(rankIc([few]).epochs).to.equal(0);
    expect(rankIc([[...epoch(1, 2, 3), { score: -1, nextRs: [9, 9, 9, 9] }]])).to.include({
      epochs: 1,
      mean: 1,
    });
  });
});
