import { expect } from 'chai';
import fc from 'fast-check';
import {
  clamp,
  exactNano,
  floorMulDiv,
  fromMicro,
  fromNano,
  published,
  round9,
  toMicro,
  toNano,
} from '../../../src/model/math/fixed';
import { rounded } from '../../../src/model/math/round';

describe('floorMulDiv', () => {
  it('is ⌊a·b/c⌋, exact at any size', () => {
    const any = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 });
    const divisor = fc.integer({ min: 1000, max: 2_000_000_000 });
    fc.assert(
      fc.property(any, any, divisor, (a, b, c) => {
        const product = BigInt(a) * BigInt(b);
        const down = product / BigInt(c) - (product < 0n && product % BigInt(c) !== 0n ? 1n : 0n);
        expect(floorMulDiv(a, b, c)).to.equal(Number(down));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('decimals held as integers', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (units) => {
        expect(toNano(fromNano(units))).to.equal(units);
        expect(toMicro(fromMicro(units))).to.equal(units);
        expect(exactNano(fromNano(units))).to.equal(BigInt(units));
      }),
    );
  });

  it('clamp holds a value between two others', () => {
    expect([-1, 0, 1, 2, 3].map((value) => clamp(value, 0, 2))).to.deep.equal([0, 0, 1, 2, 2]);
  });

  it('exactNano holds what floats cannot', () => {
    expect(exactNano(100_000.000000001)).to.equal(100_000_000_000_001n);
    expect(exactNano(-0.5)).to.equal(-500_000_000n);
    expect(exactNano(-0.0000000001)).to.equal(0n);
    expect(exactNano(1e300) > 10n ** 308n).to.equal(true);
  });
});

describe('published numbers', () => {
  it('have nine decimals and no −0', () => {
    expect([round9(0.1 + 0.2), round9(1 / 3), round9(-1e-12)]).to.deep.equal([0.3, 0.333333333, 0]);
    expect(Object.is(round9(-1e-12), 0)).to.equal(true);
    expect([published(undefined), published(NaN), published(Infinity), published(0)]).to.deep.equal([
      null,
      null,
      null,
      0,
    ]);
  });

  it('rounded reaches every number of a view, and rounds once', () => {
    const view = { a: 1 / 3, b: [2 / 3, { c: -1e-12 }], d: null, e: 'x', f: true };
    const once = { a: 0.333333333, b: [0.666666667, { c: 0 }], d: null, e: 'x', f: true };
    expect(rounded(view)).to.deep.equal(once);
    expect(rounded(rounded(view))).to.deep.equal(once);
  });

  it('a number that is not finite is our bug, and is not published', () => {
    expect(() => rounded({ a: [NaN] })).to.throw(RangeError);
    expect(() => rounded({ a: { b: Infinity } })).to.throw(RangeError);
  });

  it('a hostile key stays a key', () => {
    const view: unknown = JSON.parse('{"__proto__": {"a": 0.1}}');
    expect(JSON.stringify(rounded(view))).to.equal('{"__proto__":{"a":0.1}}');
  });
});

describe('round9', () => {
  it('is the decimal that toFixed gives, at any size and beside every tie', () => {
    const exact = (value: number): number => {
      const rounded = Number(value.toFixed(9));
      return rounded === 0 ? 0 : rounded;
    };
    const tie = fc
      .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), fc.integer({ min: -3, max: 3 }))
      .map(([whole, shift, ulps]) => {
        const value = (Math.trunc(whole / 10 ** shift) + 0.5) / 1e9;
        return value + ulps * Number.EPSILON * value;
      });
    const any = fc.oneof(
      tie,
      fc.double({ noNaN: true, min: -1e21, max: 1e21 }),
      fc.double({ min: -9, max: 9, noNaN: true }),
    );
    fc.assert(
      fc.property(any, (value) => {
        expect(Object.is(round9(value), exact(value)), String(value)).to.equal(true);
      }),
      { numRuns: 20_000 },
    );
  });
});
