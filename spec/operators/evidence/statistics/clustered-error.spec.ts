import { expect } from 'chai';
import fc from 'fast-check';
import { bartlettWidth, clusteredError } from '../../../../operators/evidence/statistics/clustered-error';
import { daySums, tradeDays } from '../../../../operators/evidence/statistics/trade-days';

describe('tradeDays', () => {
  it('counts calendar days from the first close to the last, and those with a trade', () => {
    const days = tradeDays([20003, 20000, 20003]);
    expect(days).to.deep.equal({ length: 4, active: 2, places: [3, 0, 3] });
    expect(daySums([1, 2, 4], days)).to.deep.equal([2, 0, 0, 5]);
  });

  it('has none without trades', () => {
    expect(tradeDays([])).to.deep.equal({ length: 0, active: 0, places: [] });
    expect(daySums([], tradeDays([]))).to.deep.equal([]);
  });
});

describe('bartlettWidth', () => {
  it('is the integer nearest to the cube root', () => {
    const known = { 2: 1, 3: 1, 4: 2, 15: 2, 16: 3, 42: 3, 43: 4, 61: 4, 109: 5 };
    for (const [days, width] of Object.entries(known)) expect(bartlettWidth(Number(days))).to.equal(width);
    for (let days = 1; days < 3000; days++) expect(bartlettWidth(days)).to.equal(Math.round(Math.cbrt(days)));
  });
});

describe('clusteredError', () => {
  it('needs two days', () => {
    expect(clusteredError([1, -1], tradeDays([5, 5]))).to.equal(undefined);
  });

  it('is clustered by day alone where days follow each other with turned signs', () => {
    // u = 2, −2, 2, −2: v0 = 16; v1 = 16 + 2·½·(−12) = 4. G = D = 4, n = 4.
    const found = clusteredError([2, -2, 2, -2], tradeDays([0, 1, 2, 3]));
    expect(found).to.deep.equal({ se: Math.sqrt((16 * 4) / 3) / 4, lags: 1 });
  });

  it('allows for days that move together', () => {
    // u = 1, 1, −1, −1: v0 = 4; v1 = 4 + 2·½·(1 − 1 + 1) = 5.
    expect(clusteredError([1, 1, -1, -1], tradeDays([0, 1, 2, 3]))?.se).to.equal(Math.sqrt((5 * 4) / 3) / 4);
  });

  it('counts an empty day between as one: they are then no neighbours', () => {
    // u = 1, 1, 0, −1, −1: neighbours 1·1 and −1·−1, L = 2.
    expect(clusteredError([1, 1, -1, -1], tradeDays([0, 1, 3, 4]))?.se).to.equal(Math.sqrt((6 * 4) / 3) / 4);
  });

  it('is no smaller than clustered by day', () => {
    const column = fc.array(
      fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 0, max: 30 })),
      {
        minLength: 2,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(column, (drawn) => {
        const days = tradeDays(drawn.map(([, day]) => day));
        const influence = drawn.map(([u]) => u);
        const found = clusteredError(influence, days);
        if (found === undefined) {
          expect(days.active).to.be.below(2);
          return;
        }
        const v0 = daySums(influence, days).reduce((sum, u) => sum + u * u, 0);
        const byDay = Math.sqrt((v0 * days.active) / (days.active - 1)) / influence.length;
        expect(found.se).to.be.at.least(byDay * (1 - 1e-12));
      }),
    );
  });
});
