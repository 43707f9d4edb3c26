import { expect } from 'chai';
import fc from 'fast-check';
import { studentInterval, wilsonInterval } from '../../../src/model/math/interval';
import { incompleteBeta, studentQuantile, tailShare } from '../../../src/model/math/student';

describe('studentQuantile', () => {
  // The tables' two-sided 95 % and 99 % points.
  const TABLE: readonly (readonly [freedom: number, at95: number, at99: number])[] = [
    [1, 12.7062047364, 63.6567411629],
    [2, 4.3026527299, 9.9248432009],
    [3, 3.1824463053, 5.8409093097],
    [4, 2.7764451052, 4.6040948714],
    [5, 2.5705818366, 4.0321429836],
    [10, 2.228138852, 3.1692726726],
    [20, 2.0859634473, 2.8453397098],
    [30, 2.0422724563, 2.7499956536],
    [60, 2.0002978211, 2.6602830288],
    [120, 1.9799304051, 2.6174211045],
  ];
  for (const [freedom, at95, at99] of TABLE) {
    it(`is the table’s, with ${freedom} degrees of freedom`, () => {
      expect(studentQuantile(0.95, freedom)).to.be.closeTo(at95, 1e-8);
      expect(studentQuantile(0.99, freedom)).to.be.closeTo(at99, 1e-7);
    });
  }

  it('nears the normal quantile', () => {
    expect(studentQuantile(0.95, 1e7)).to.be.closeTo(1.959963985, 1e-6);
  });

  it('has its closed forms with one and two degrees', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.9999, noNaN: true }), (confidence) => {
        const cauchy = Math.tan((Math.PI * confidence) / 2);
        const two = confidence * Math.sqrt(2 / (1 - confidence ** 2));
        expect(studentQuantile(confidence, 1) / cauchy).to.be.closeTo(1, 1e-11);
        expect(studentQuantile(confidence, 2) / two).to.be.closeTo(1, 1e-11);
      }),
    );
  });

  it('is undone by tailShare, and falls with freedom', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (confidence, freedom) => {
          const t = studentQuantile(confidence, freedom);
          expect(tailShare(t, freedom)).to.be.closeTo(1 - confidence, 1e-10);
          expect(studentQuantile(confidence, freedom + 1)).to.be.lessThan(t);
        },
      ),
    );
  });

  it('incompleteBeta is symmetric, and the uniform for a = b = 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (x, a, b) => {
          expect(incompleteBeta(x, a, b)).to.be.closeTo(1 - incompleteBeta(1 - x, b, a), 1e-10);
          expect(incompleteBeta(x, 1, 1)).to.be.closeTo(x, 1e-12);
        },
      ),
    );
  });
});

describe('studentInterval', () => {
  it('is mean ± t·s/√n', () => {
    const [low, high] = studentInterval(0.2, 1, 25, 0.95);
    expect(low).to.be.closeTo(0.2 - 2.0638985616 / 5, 1e-9);
    expect(high).to.be.closeTo(0.2 + 2.0638985616 / 5, 1e-9);
  });

  it('is a point where nothing spreads', () => {
    expect(studentInterval(0.2, 0, 25, 0.95)).to.deep.equal([0.2, 0.2]);
  });
});

describe('wilsonInterval', () => {
  it('is the published one', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    const cases = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [hits, count, low, high] of cases) {
      const found = wilsonInterval(hits, count);
      expect(found[0]).to.be.closeTo(low, 5e-5);
      expect(found[1]).to.be.closeTo(high, 5e-5);
    }
  });

  it('holds the rate, lies in [0, 1], and mirrors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (count, some) => {
        const hits = some % (count + 1);
        const [low, high] = wilsonInterval(hits, count);
        expect(hits / count).to.be.within(low - 1e-12, high + 1e-12);
        expect([low >= 0, high <= 1]).to.deep.equal([true, true]);
        const [mirrorLow, mirrorHigh] = wilsonInterval(count - hits, count);
        expect(mirrorLow).to.be.closeTo(1 - high, 1e-12);
        expect(mirrorHigh).to.be.closeTo(1 - low, 1e-12);
      }),
    );
  });
});
