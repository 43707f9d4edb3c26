import { expect } from 'chai';
import { evidenceCurve } from '../../../../operators/evidence/value/evidence-curve';
import { chanceOf } from '../chance';
import { RESAMPLING } from './value-made';

const DAY = 86_400_000;

describe('evidenceCurve', () => {
  it('has a point at the last close of each day with a trade, cumulative, inside its band', () => {
    const found = evidenceCurve(
      { multiples: [1, 0.5, 0], netUsd: [4, -2, 6], closes: [5, 9, 2 * DAY + 1] },
      RESAMPLING,
    );
    expect(found.map(([ts, traded, advised]) => [ts, traded, advised])).to.deep.equal([
      [9, 2, 3],
      [2 * DAY + 1, 8, 3],
    ]);
    for (const [, , advised, lo, hi] of found) expect(advised).to.be.within(lo, hi);
  });

  it('keeps to 500 points, the first and the last day among them', () => {
    const { normal } = chanceOf(3);
    const closes = Array.from({ length: 1200 }, (_, i) => i * DAY);
    const columns = { multiples: closes.map(() => 0.5), netUsd: closes.map(normal), closes };
    const found = evidenceCurve(columns, { seed: 1, resamples: 20 });
    expect(found).to.have.length(500);
    expect(found[0]?.[0]).to.equal(0);
    expect(found.at(-1)?.[0]).to.equal(1199 * DAY);
    const ts = found.map(([at]) => at);
    expect(ts).to.deep.equal([...new Set(ts)].sort((a, b) => a - b));
  });

  it('has no points without trades', () => {
    expect(evidenceCurve({ multiples: [], netUsd: [], closes: [] }, RESAMPLING)).to.deep.equal([]);
  });
});
