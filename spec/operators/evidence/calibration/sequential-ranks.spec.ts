import { expect } from 'chai';
import fc from 'fast-check';
import { SequentialRanks } from '../../../../operators/evidence/calibration/sequential-ranks';

function scoresOf(values: readonly number[]): readonly number[] {
  const ranks = new SequentialRanks();
  return values.map((value) => ranks.add(value));
}

/** The middle rank of the last of these values, standardised by the spread of all their middle ranks. */
function slowScore(values: readonly number[]): number {
  const middle = (value: number): number =>
    values.filter((other) => other < value).length +
    (values.filter((other) => other === value).length + 1) / 2;
  const ranks = values.map(middle);
  const mean = (values.length + 1) / 2;
  const variance = ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0) / values.length;
  return variance === 0 ? 0 : ((ranks.at(-1) ?? 0) - mean) / Math.sqrt(variance);
}

describe('sequential ranks', () => {
  it('by hand: the higher of two is 1, then the highest of three √1.5, the lowest of four −3/√5', () => {
    expect(scoresOf([1, 2, 3, 0])).to.deep.equal([0, 1, Math.sqrt(9 / 6), -3 * Math.sqrt(12 / 60)]);
  });

  it('of equal numbers are 0, and of two values those of a coin', () => {
    expect(scoresOf([7, 7, 7])).to.deep.equal([0, 0, 0]);
    // One win among four: ranks 2, 2, 2, 4; mean 2.5, variance .75.
    expect(scoresOf([-1, -1, -1, 1])[3]).to.be.closeTo(1.5 / Math.sqrt(0.75), 1e-15);
  });

  it('are those of a slow reading, whatever the numbers', () => {
    const values = fc.array(
      fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true }), fc.constant(-0)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(values, (all) => {
        const scores = scoresOf(all);
        all.forEach((_, i) => {
          expect(scores[i]).to.be.closeTo(slowScore(all.slice(0, i + 1)), 1e-12);
        });
      }),
    );
  });

  it('do not see how far apart numbers lie', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 30 }), (all) => {
        expect(scoresOf(all.map((value) => value ** 3))).to.deep.equal(scoresOf(all));
      }),
    );
  });
});
