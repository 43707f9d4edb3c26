import { expect } from 'chai';
import { Xoshiro128 } from '../../../../operators/evidence/statistics/random';
import { eachResample, stationaryDays } from '../../../../operators/evidence/statistics/stationary-bootstrap';

describe('stationaryDays', () => {
  it('draws known days: seed 1, 10 days, blocks of 3', () => {
    const random = Xoshiro128.seeded(1);
    const drawn = [0, 1, 2].map(() => {
      const days = new Uint32Array(10);
      stationaryDays(random, 3, days);
      return [...days];
    });
    expect(drawn).to.deep.equal([
      [0, 1, 2, 3, 4, 5, 6, 7, 7, 8],
      [9, 6, 7, 0, 1, 2, 1, 2, 3, 4],
      [1, 2, 8, 9, 0, 1, 2, 6, 7, 4],
    ]);
  });
});

describe('eachResample', () => {
  it('draws every day as often as the others, in blocks of the mean length', () => {
    const [length, block, resamples] = [25, 4, 4000];
    const counts = new Array<number>(length).fill(0);
    let ends = 0;
    eachResample(length, block, { seed: 5, resamples }, (days) => {
      days.forEach((day, i) => {
        counts[day] = (counts[day] ?? 0) + 1;
        if (i > 0 && day !== ((days[i - 1] ?? 0) + 1) % length) ends++;
      });
    });
    for (const count of counts) expect(count / resamples).to.be.within(0.94, 1.06);
    // A block that ends may by chance begin anew at the next day.
    expect(ends / (resamples * (length - 1))).to.be.closeTo((1 / block) * (1 - 1 / length), 0.005);
  });

  it('draws each day by itself in blocks of 1', () => {
    const days: number[] = [];
    eachResample(3, 1, { seed: 20260101, resamples: 2 }, (drawn) => days.push(...drawn));
    expect(days).to.have.length(6);
    expect(Math.max(...days)).to.be.below(3);
  });
});
