import { expect } from 'chai';
import fc from 'fast-check';
import { claimOutcome } from '../../../../operators/evidence/calibration/claim-outcome';
import { claimsOf } from '../../../../operators/evidence/calibration/claims';

describe('claimsOf', () => {
  it('claims before the first trade and after every N-th, as long as N follow', () => {
    expect(claimsOf([10, 20, 30, 40, 50], 2)).to.deep.equal([
      { asOf: undefined, from: 0, to: 2 },
      { asOf: 20, from: 2, to: 4 },
    ]);
    expect(claimsOf([10], 2)).to.deep.equal([]);
  });

  it('gives trades of one moment to the earlier claim', () => {
    expect(claimsOf([10, 20, 20, 20, 30, 40], 2)).to.deep.equal([
      { asOf: undefined, from: 0, to: 4 },
      { asOf: 20, from: 4, to: 6 },
    ]);
  });

  it('scores each trade once at most, and none at or before its claim', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 })),
        fc.integer({ min: 1, max: 8 }),
        (drawn, every) => {
          const closes = drawn.toSorted((a, b) => a - b);
          let scored = 0;
          for (const { asOf, from, to } of claimsOf(closes, every)) {
            expect(from).to.equal(scored);
            expect(to - from).to.be.at.least(every);
            if (asOf !== undefined) for (const ts of closes.slice(from, to)) expect(ts).to.be.above(asOf);
            scored = to;
          }
        },
      ),
    );
  });
});

describe('claimOutcome', () => {
  const settings = { lambda: 0.5, memory: 10, hurdle_r: 0.05 };

  it('charges clusters of losses: pain .033, and .667 with the losses last', () => {
    // −1, −1, 2.3 from S = 0: e 0, .9, max(0, 1.71 − 2.3) = 0; S 1, 1.9, 0; pain (.1/.9·.9 + 0)/3 = .033333.
    const found = claimOutcome([1, 2, 3], [-1, -1, 2.3], settings);
    expect(found.mean_r).to.be.closeTo(0.1, 1e-15);
    expect(found).to.include({ y_mean: 1, y_dd: 1 });
    // Losses last: S 0, 1, 1.9; e 0, 0, .9: pain (.1 + 1.9)/3 = .666667, and .1 − .333333 is below the hurdle.
    expect(claimOutcome([1, 2, 3], [2.3, -1, -1], settings)).to.include({ y_mean: 1, y_dd: 0 });
  });

  it('nets trades of one moment', () => {
    expect(claimOutcome([1, 2, 2], [2.3, -1, -1], settings).y_dd).to.equal(0);
    expect(claimOutcome([2, 2, 2], [2.3, -1, -1], settings).y_dd).to.equal(1);
  });

  it('asks for more than the hurdle', () => {
    expect(claimOutcome([1], [0.05], settings)).to.include({ y_mean: 0, y_dd: 0 });
  });
});
