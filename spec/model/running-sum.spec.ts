import { expect } from 'chai';
import fc from 'fast-check';
import { exactSum } from '../../src/model/exact-sum';
import { RunningSum } from '../../src/model/running-sum';

describe('RunningSum', () => {
  it('of cents and ratios is the exact sum, rounded, at every moment', () => {
    const cents = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100);
    const ratio = fc
      .tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 99 }))
      .map(([a, b]) => a / b);
    fc.assert(
      fc.property(fc.array(fc.oneof(cents, ratio), { maxLength: 60 }), (all) => {
        const sum = new RunningSum();
        all.forEach((value, i) => {
          sum.add(value);
          expect(sum.value()).to.equal(exactSum(all.slice(0, i + 1)));
        });
      }),
    );
  });

  it('starts again', () => {
    const sum = new RunningSum();
    for (const value of [1e16, 0.1]) sum.add(value);
    sum.clear();
    sum.add(0.3);
    expect(sum.value()).to.equal(0.3);
  });
});
