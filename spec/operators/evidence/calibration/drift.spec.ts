import { expect } from 'chai';
import { driftOf } from '../../../../operators/evidence/calibration/drift';
import { runsOf } from '../../../campaign';
import { chanceOf } from '../chance';

const LENGTH = 4000;
const closes = Array.from({ length: LENGTH }, (_, i) => i);

/** Trades until a change is flagged that is not there; the length of the history where none is. */
function runLength(draw: () => number): number {
  const rs = Array.from({ length: LENGTH }, draw);
  for (const length of [250, 500, 1000, 2000, LENGTH]) {
    const [change] = driftOf(closes.slice(0, length), rs.slice(0, length)).changes;
    if (change !== undefined) return change.flagged_ts + 1;
  }
  return LENGTH;
}

describe('driftOf', () => {
  it('flags a record that turns bad, from about the trade at which it did', () => {
    const { normal } = chanceOf(21);
    const rs = Array.from({ length: 200 }, (_, i) => normal() - (i < 120 ? 0 : 1.5));
    const [change] = driftOf(
      rs.map((_, i) => 1000 * i),
      rs,
    ).changes;
    expect(change?.direction).to.equal('down');
    expect(change?.since_ts).to.be.within(115_000, 125_000);
    expect(change?.flagged_ts).to.be.within(121_000, 140_000);
  });

  it('flags one that turns good, and begins anew: a second change back is another flag', () => {
    const { normal } = chanceOf(5);
    const rs = Array.from({ length: 300 }, (_, i) => normal() + (i >= 100 && i < 200 ? 2 : 0));
    const found = driftOf(
      rs.map((_, i) => i),
      rs,
    );
    expect(found.changes.map(({ direction }) => direction)).to.deep.equal(['up', 'down']);
    expect(found.changes[1]?.since_ts).to.be.within(195, 205);
  });

  it('says the same whatever the unit: only the order of R counts', () => {
    const { heavy } = chanceOf(9);
    const rs = Array.from({ length: 300 }, (_, i) => heavy() - i / 100);
    const at = rs.map((_, i) => i);
    expect(driftOf(at, rs).changes).to.have.length.above(0);
    expect(
      driftOf(
        at,
        rs.map((r) => Math.sign(r) * r * r),
      ),
    ).to.deep.equal(driftOf(at, rs));
  });

  it('does not move where all trades are equal, and has nothing without trades', () => {
    expect(driftOf([1, 2, 3], [-1, -1, -1])).to.deep.equal({ changes: [], up: 0, down: 0 });
    expect(driftOf([], [])).to.deep.equal({ changes: [], up: 0, down: 0 });
  });

  it('runs some 465 trades without a change, with light tails, heavy ones and ties', () => {
    const runs = runsOf('drift');
    for (const law of ['normal', 'heavy', 'clipped'] as const) {
      const chance = chanceOf(17);
      const clipped = (): number =>
        chance.uniform() < 0.4 ? Math.min(3, -2 * Math.log(chance.uniform())) : -1;
      const draw = law === 'clipped' ? clipped : chance[law];
      let total = 0;
      for (let run = 0; run < runs; run++) total += runLength(draw);
      // The deviation of a run length is about its mean: three errors on each side of 465, and .15 for what ranks of few trades and ties do.
      expect(total / runs, law).to.be.within(
        465 * (0.85 - 3 / Math.sqrt(runs)),
        465 * (1.15 + 3 / Math.sqrt(runs)),
      );
    }
  });
});
