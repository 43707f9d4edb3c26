import { expect } from 'chai';
import fc from 'fast-check';
import { brierOf } from '../../../../operators/evidence/calibration/brier';

const claims = fc.array(
  fc.tuple(
    fc.oneof(
      fc.constantFrom(0, 0.1, 0.5, 1),
      fc.integer({ min: 0, max: 1000 }).map((p) => p / 1000),
    ),
    fc.constantFrom(0 as const, 1 as const),
  ),
  { minLength: 1, maxLength: 60 },
);

describe('brierOf', () => {
  it('is perfect where certainty is right, and 1 where it is wrong', () => {
    expect(brierOf([0, 1], [0, 1])).to.include({ brier: 0, reliability: 0, resolution: 0.25, skill: 1 });
    expect(brierOf([1, 0], [0, 1])).to.include({ brier: 1, reliability: 1, skill: -3 });
  });

  it('bins [0, .1) … [.9, 1], and lists those that hold a claim', () => {
    const { bins } = brierOf([0, 0.0999, 0.1, 0.95, 1], [0, 1, 0, 1, 1]);
    expect(bins.map(({ lo, hi, n, share }) => [lo, hi, n, share])).to.deep.equal([
      [0, 0.1, 2, 0.5],
      [0.1, 0.2, 1, 0],
      [0.9, 1, 2, 1],
    ]);
  });

  it('has no skill where all happened or none, and no numbers without claims', () => {
    expect(brierOf([0.3, 0.6], [0, 0])).to.include({ uncertainty: 0, skill: null });
    expect(brierOf([], [])).to.deep.equal({
      ...{ n: 0, brier: null, base_rate: null, reliability: null, resolution: null, uncertainty: null },
      ...{ within: null, skill: null, bins: [], reason: 'no_claims' },
    });
  });

  it('law: brier = reliability − resolution + uncertainty + within, to 1e-12', () => {
    fc.assert(
      fc.property(claims, (drawn) => {
        const found = brierOf(
          drawn.map(([p]) => p),
          drawn.map(([, y]) => y),
        );
        const { brier, reliability, resolution, uncertainty, within } = found;
        const sum = (reliability ?? NaN) - (resolution ?? NaN) + (uncertainty ?? NaN) + (within ?? NaN);
        expect(Math.abs((brier ?? NaN) - sum)).to.be.at.most(1e-12);
        expect(found.bins.reduce((n, bin) => n + bin.n, 0)).to.equal(drawn.length);
      }),
    );
  });

  it('law: the order of claims changes nothing, to the bit', () => {
    fc.assert(
      fc.property(claims, (drawn) => {
        const of = (rows: typeof drawn): ReturnType<typeof brierOf> =>
          brierOf(
            rows.map(([p]) => p),
            rows.map(([, y]) => y),
          );
        expect(of(drawn.toReversed())).to.deep.equal(of(drawn));
      }),
    );
  });
});
