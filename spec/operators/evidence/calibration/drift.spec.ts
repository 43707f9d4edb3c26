import { expect } from 'chai';
import { DriftWatch, type DriftChange } from '../../../../operators/evidence/calibration/drift';
import { randomOf } from '../../../../src/simulate/chance/random';
import { runsOf } from '../../../campaign';

function changesOf(rs: readonly number[]): readonly DriftChange[] {
  const watch = new DriftWatch();
  const changes: DriftChange[] = [];
  rs.forEach((r, i) => {
    const known = watch.last;
    watch.add(i + 1, r);
    if (watch.last !== undefined && watch.last !== known) changes.push(watch.last);
  });
  return changes;
}

/** How many trades pass until a change is flagged in what does not change. */
function runLength(draw: () => number, most: number): number {
  const watch = new DriftWatch();
  for (let n = 1; n <= most; n++) {
    watch.add(n, draw());
    if (watch.last !== undefined) return n;
  }
  return most;
}

const alternating = (n: number, a: number, b: number): readonly number[] =>
  Array.from({ length: n }, (_, i) => (i % 2 === 0 ? a : b));

describe('the flag of a record that changes', () => {
  it('is not set by trades that go on as they did', () => {
    expect(changesOf(alternating(400, 1, -1))).to.deep.equal([]);
    expect(changesOf(Array.from({ length: 400 }, () => 0.3))).to.deep.equal([]);
  });

  it('dates the change to its first trade, and says when it was clear', () => {
    const changes = changesOf([...alternating(60, 0.5, 1), ...alternating(20, -2, -1.5)]);
    expect(changes).to.have.length(1);
    const [change] = changes;
    expect(change).to.include({ direction: 'down', since_ts: 61 });
    expect(change?.flagged_ts).to.be.within(64, 68);
  });

  it('sees a rise as it sees a fall', () => {
    const rs = [...alternating(60, 0.5, 1), ...alternating(20, -2, -1.5)];
    const [[down], [up]] = [changesOf(rs), changesOf(rs.map((r) => -r))];
    expect(up).to.deep.equal(down && { ...down, direction: 'up' });
  });

  it('begins anew after a flag: the new level is not a second change', () => {
    expect(changesOf([...alternating(60, 0.5, 1), ...alternating(300, -2, -1.5)])).to.have.length(1);
    const thrice = [60, 60, 60].flatMap((n, i) =>
      alternating(n, i % 2 === 0 ? 1 : -2, i % 2 === 0 ? 1.5 : -1),
    );
    expect(changesOf(thrice).map(({ direction }) => direction)).to.deep.equal(['down', 'up']);
  });

  it('one loss without bounds is one loss', () => {
    expect(changesOf([...alternating(60, 1, -1), -1e300, ...alternating(60, 1, -1)])).to.deep.equal([]);
  });
});

describe('the run length without a change', () => {
  const normal = (random: () => number): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const draws: Readonly<Record<string, (random: () => number) => number>> = {
    'normal R': normal,
    'heavy tails (t with 3 degrees), gains clipped': (random) => {
      const square = [1, 2, 3].reduce((sum) => sum + normal(random) ** 2, 0);
      return Math.min(5, normal(random) / Math.sqrt(square / 3));
    },
    'skewed R': (random) => -Math.log(1 - random()) - 1,
  };
  const runs = runsOf('drift');

  for (const [name, draw] of Object.entries(draws)) {
    it(`of ${name} is about 465`, function () {
      this.timeout(0);
      const random = randomOf(465, name);
      const lengths = Array.from({ length: runs }, () => runLength(() => draw(random), 20_000));
      const mean = lengths.reduce((sum, length) => sum + length, 0) / runs;
      console.log(`      ${name}: ${mean.toFixed(0)} trades in the mean of ${runs} runs`);
      // The lengths spread nearly as widely as they are long: four standard errors, and a tenth for the rank's first steps.
      const tolerance = 465 * (0.1 + 4 / Math.sqrt(runs));
      expect(mean).to.be.closeTo(465, tolerance);
    });
  }

  it('is as long after a flag as before it', () => {
    const random = randomOf(7, 'second');
    const gaps = Array.from({ length: runs }, () => {
      const changes = changesOf(Array.from({ length: 3000 }, () => normal(random)));
      return [
        changes[0]?.flagged_ts ?? 3000,
        (changes[1]?.flagged_ts ?? 3000) - (changes[0]?.flagged_ts ?? 0),
      ] as const;
    });
    const mean = (of: (gap: readonly [number, number]) => number): number =>
      gaps.reduce((sum, gap) => sum + of(gap), 0) / runs;
    const ratio = mean(([, second]) => second) / mean(([first]) => first);
    expect(ratio).to.be.within(1 - 4 * Math.sqrt(2 / runs), 1 + 4 * Math.sqrt(2 / runs));
  });
});
