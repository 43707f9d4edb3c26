import { expect } from 'chai';
import fc from 'fast-check';
import { ExactMoments } from '../../../src/model/math/exact-moments';
import { exactSum } from '../../../src/model/math/exact-sum';
import { exact, ratio, total } from '../../oracle/exact';

const number = fc.oneof(
  fc.double({ min: -5, max: 5, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-9),
  fc.constantFrom(0.1, 0.2, 0.3, 5, -5, 1e6, 2 ** 440, -1e200),
);
const UNIT = 2n ** 2148n;

function momentsOf(values: readonly number[]): ExactMoments {
  const moments = new ExactMoments();
  for (const value of values) moments.shift(value, 1);
  return moments;
}

/** (n·Σx² − (Σx)²) / (n·(n − 1)), correctly rounded. */
function varianceOf(values: readonly number[]): number {
  const n = BigInt(values.length);
  const squares = values.reduce((sum, value) => sum + exact(value) ** 2n, 0n);
  return ratio(n * squares - total(values) ** 2n, n * (n - 1n) * UNIT);
}

describe('ExactMoments', () => {
  it('are those of the numbers that are there, whatever was there before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.boolean()), { maxLength: 30 }), (all) => {
        const moments = momentsOf(all.map(([value]) => value));
        for (const [value, stays] of all) if (!stays) moments.shift(value, -1);
        const left = all.flatMap(([value, stays]) => (stays ? [value] : []));
        const fresh = momentsOf(left.toReversed());
        expect(moments.count).to.equal(left.length);
        expect(moments.sum()).to.equal(exactSum(left));
        expect(moments.mean()).to.equal(left.length === 0 ? undefined : exactSum(left) / left.length);
        expect(moments.variance()).to.equal(fresh.variance());
      }),
    );
  });

  it('have the exact variance, rounded', () => {
    const small = number.filter((value) => Math.abs(value) <= 1e6);
    fc.assert(
      fc.property(fc.array(small, { minLength: 2, maxLength: 20 }), (all) => {
        const expected = varianceOf(all);
        expect(momentsOf(all).variance()).to.be.closeTo(expected, expected * 1e-15 + 1e-40);
      }),
    );
  });

  it('have no variance below two, and exactly 0 of equals', () => {
    expect(momentsOf([]).variance()).to.equal(undefined);
    expect(momentsOf([3]).variance()).to.equal(undefined);
    expect(momentsOf([0.1, 0.1, 0.1]).variance()).to.equal(0);
    expect(momentsOf([1, 2, 4]).variance()).to.be.closeTo(7 / 3, 1e-15);
  });

  it('have an infinite variance as long as a number is there whose square is none', () => {
    const moments = momentsOf([1, 2, 1e200]);
    expect(moments.variance()).to.equal(Infinity);
    moments.shift(1e200, -1);
    expect(moments.variance()).to.equal(0.5);
  });
});
