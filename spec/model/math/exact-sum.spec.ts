import { expect } from 'chai';
import fc from 'fast-check';
import { ExactSum, exactSum } from '../../../src/model/math/exact-sum';
import { exact, total } from '../../oracle/exact';
import { isNearest } from '../values/nearest';

const number = fc.oneof(
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.constantFrom(0.1, 0.2, 0.3, 1e-300, 2 ** 53, -(2 ** 53), 1, 2 ** -53, -(2 ** -53), 2 ** -106),
);
const numbers = fc.array(number, { maxLength: 40 });

describe('ExactSum', () => {
  it('is the exact sum, rounded once', () => {
    fc.assert(
      fc.property(numbers, (all) => {
        const sum = total(all);
        if (sum === 0n) expect(exactSum(all)).to.equal(0);
        else expect(isNearest(exactSum(all), sum)).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('rounds halves to even, by what lies far below', () => {
    expect(exactSum([1, 2 ** -53])).to.equal(1);
    expect(exactSum([1, 2 ** -53, 2 ** -106])).to.equal(1 + 2 ** -52);
    expect(exactSum([1 + 2 ** -52, 2 ** -53])).to.equal(1 + 2 ** -51);
    expect(exactSum([1 + 2 ** -52, 2 ** -53, -(2 ** -106)])).to.equal(1 + 2 ** -52);
  });

  it('does not depend on order', () => {
    const shuffled = numbers.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(exactSum(other)).to.equal(exactSum(all));
      }),
    );
  });

  it('forgets what is taken out again, exactly', () => {
    fc.assert(
      fc.property(numbers, numbers, (kept, passing) => {
        const sum = new ExactSum();
        for (const value of [...kept, ...passing]) sum.add(value);
        for (const value of passing) sum.add(-value);
        expect(sum.value()).to.equal(exactSum(kept));
      }),
    );
  });

  it('can be asked at any time', () => {
    fc.assert(
      fc.property(numbers, (all) => {
        const sum = new ExactSum();
        for (const value of all) {
          sum.add(value);
          sum.value();
        }
        expect(sum.value()).to.equal(exactSum(all));
      }),
    );
  });

  it('takes part in others, and is compared with them, exactly', () => {
    const far = fc.array(fc.oneof(number, fc.constantFrom(1e300, -1e300, 2 ** -1074)), { maxLength: 12 });
    fc.assert(
      fc.property(far, far, (some, others) => {
        const one = sumOf(some);
        const other = sumOf(others);
        const order = total(some) - total(others);
        expect(Math.sign(one.compare(other))).to.equal(order > 0n ? 1 : order < 0n ? -1 : 0);
        const both = new ExactSum();
        both.add(42);
        both.set(one);
        both.addSum(other, 1);
        expect(both.compare(sumOf([...some, ...others]))).to.equal(0);
        both.addSum(one, -1);
        expect(both.compare(other)).to.equal(0);
        expect(one.value(), 'and is left as it was').to.equal(exactSum(some));
        both.clear();
        expect(both.value()).to.equal(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('set to another goes its own way', () => {
    const far = [1e300, 1, 2 ** -200];
    const one = sumOf([...far, Infinity]);
    const other = new ExactSum();
    other.set(one);
    expect(other.value()).to.equal(Infinity);
    for (const value of [...far, Infinity]) other.add(-value);
    expect(other.value()).to.equal(0);
    one.add(-Infinity);
    expect(one.compare(sumOf(far))).to.equal(0);
  });

  it('of nothing is 0, and never −0', () => {
    expect(Object.is(exactSum([]), 0)).to.equal(true);
    expect(Object.is(exactSum([-1, 1]), 0)).to.equal(true);
    expect(Object.is(exactSum([-0]), 0)).to.equal(true);
  });

  it('goes beyond the largest double and comes back', () => {
    const sum = new ExactSum();
    for (const value of [0.1, 1.5e308, 1.5e308]) sum.add(value);
    expect(sum.value()).to.equal(Infinity);
    sum.add(-1.5e308);
    expect(sum.value()).to.equal(1.5e308);
    sum.add(-1.5e308);
    expect(sum.value()).to.equal(0.1);
  });

  it('is infinite as long as something infinite has a part in it', () => {
    const sum = new ExactSum();
    for (const value of [0.1, -Infinity]) sum.add(value);
    expect(sum.value()).to.equal(-Infinity);
    sum.add(Infinity);
    expect(sum.value()).to.equal(0.1);
  });

  it('adds products exactly, and squares of sums', () => {
    const small = fc
      .double({ min: -1e9, max: 1e9, noNaN: true })
      .filter((x) => x === 0 || Math.abs(x) > 1e-9);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(small, small), { maxLength: 9 }),
        fc.array(small, { maxLength: 9 }),
        (pairs, all) => {
          const parts = new ExactSum();
          for (const value of all) parts.add(value);
          const sum = new ExactSum();
          for (const [a, b] of pairs) sum.addProduct(a, b);
          sum.addSquare(parts, -1);
          sum.addTimes(parts, 3);
          const whole = total(all);
          // In units of 2^-2148.
          const expected =
            pairs.reduce((sums, [a, b]) => sums + exact(a) * exact(b), 0n) -
            whole * whole +
            whole * 3n * 2n ** 1074n;
          if (expected === 0n) expect(sum.value()).to.equal(0);
          else expect(isNearest(sum.value(), expected, 2148n)).to.equal(true);
        },
      ),
    );
  });
});

function sumOf(values: readonly number[]): ExactSum {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum;
}
