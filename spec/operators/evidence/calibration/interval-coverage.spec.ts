import { expect } from 'chai';
import {
  intervalCoverage,
  type IntervalClaim,
} from '../../../../operators/evidence/calibration/interval-coverage';
import { chanceOf } from '../chance';

const { normal } = chanceOf(8);

/** A claim from n normal trades about the next 20. */
function drawnClaim(n: number): IntervalClaim {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const known = Array.from({ length: n }, normal);
  const next = Array.from({ length: 20 }, normal);
  const centre = mean(known);
  const deviation = Math.sqrt(known.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (n - 1));
  return { n, mean: centre, deviation, nextMean: mean(next), nextCount: 20, trueEdge: 0 };
}

describe('intervalCoverage', () => {
  it('is .95 of the prediction interval and of the true edge, and some .7 of the next mean', () => {
    const found = intervalCoverage(Array.from({ length: 3000 }, () => drawnClaim(40)));
    expect(found.prediction.share).to.be.within(0.935, 0.965);
    expect(found.true_edge.share).to.be.within(0.935, 0.965);
    expect(found.next_mean.share).to.be.within(0.68, 0.76);
    const [lo, hi] = found.prediction.interval ?? [1, 0];
    expect(found.prediction.share).to.be.within(lo, hi);
  });

  it('holds a value at the end of its interval, and leaves out claims of one trade', () => {
    // t(.975, 3)·2/√4 = 3.182446.
    const claim = { n: 4, mean: 1, deviation: 2, nextCount: 20 };
    const held = intervalCoverage([
      { ...claim, nextMean: 1 + 3.18244 },
      { ...claim, nextMean: 1 - 3.18245 },
      { ...claim, n: 1, nextMean: 1 },
    ]);
    expect(held.next_mean).to.include({ n: 2, share: 0.5 });
    expect(held.prediction).to.include({ n: 2, share: 1 });
    expect(held.true_edge).to.deep.equal({ n: 0, share: null, interval: null });
  });
});
