import { expect } from 'chai';
import fc from 'fast-check';
import { ExactSum, exactSum } from '../../src/model/exact-sum';

/** A double as an exact integer multiple of 2^-1074. */
function exact(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const mantissa = bits & ((1n << 52n) - 1n);
  const size = exponent === 0n ? mantissa : (mantissa | (1n << 52n)) << (exponent - 1n);
  return bits >> 63n === 0n ? size : -size;
}

/** Whether `value` is the double nearest to the exact sum, to even where two are as near. */
function isNearest(value: number, sum: bigint): boolean {
  const gap = (other: number): bigint => {
    const distance = exact(other) - sum;
    return distance < 0n ? -distance : distance;
  };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  const even = bits % 2n === 0n;
  return [bits + 1n, bits - 1n].every((neighbour) => {
    view.setBigInt64(0, neighbour);
    const other = gap(view.getFloat64(0));
    return gap(value) < other || (gap(value) === other && even);
  });
}

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
        const sum = all.reduce((total, value) => total + exact(value), 0n);
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

  it('of nothing is 0, and never −0', () => {
    expect(Object.is(exactSum([]), 0)).to.equal(true);
    expect(Object.is(exactSum([-1, 1]), 0)).to.equal(true);
    expect(Object.is(exactSum([-0]), 0)).to.equal(true);
  });
});
