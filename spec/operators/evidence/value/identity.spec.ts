import { expect } from 'chai';
import fc from 'fast-check';
import { valueIdentity, meanOf, type ValueIdentity } from '../../../../operators/evidence/value/identity';
import { unitTrades } from '../../../../operators/evidence/value/unit-trades';
import { anyTrades, largest, tradesOf, WORKED } from './value-made';

const FIELDS = ['advised', 'traded', 'total', 'exposure', 'selection', 'between', 'within'] as const;

function fieldsOf(identity: ValueIdentity): readonly number[] {
  return FIELDS.map((field) => identity[field] ?? NaN);
}

describe('valueIdentity', () => {
  it('is as worked out in SPEC 9.3', () => {
    const found = valueIdentity(unitTrades(WORKED));
    expect(found.n).to.equal(6);
    const worked = {
      ...{ mean_m: 0.45, traded: -0.5 / 6, advised: 0.35, total: 2.6 / 6, exposure: 0.275 / 6 },
      ...{ selection: 0.3875, between: 0.2875, within: 0.1, per_unit: 0.3875 / 0.45 },
    } as const;
    for (const field of [...FIELDS, 'mean_m', 'per_unit'] as const)
      expect(found[field], field).to.be.closeTo(worked[field], 1e-15);
  });

  it('leaves out trades whose value is not known', () => {
    const known = unitTrades({
      multiples: [0.3, ...WORKED.multiples],
      values: [undefined, ...WORKED.values],
      symbols: ['C', ...WORKED.symbols],
      days: [9, ...WORKED.days],
    });
    expect(known).to.deep.equal(unitTrades(WORKED));
  });

  it('has no numbers without trades, and no per_unit without size', () => {
    const none = valueIdentity(tradesOf([]));
    expect(none).to.include({ n: 0, total: null, mean_m: null, per_unit: null, reason: 'no_trades' });
    expect(valueIdentity(tradesOf([[0, -3, 'A', 1]]))).to.include({ total: 3, exposure: 3, per_unit: null });
  });
});

describe('valueIdentity: the laws', () => {
  it('total = exposure + selection and selection = between + within, to 1e-12 of the largest value', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        const [, , total = NaN, exposure = NaN, selection = NaN, between = NaN, within = NaN] = fieldsOf(
          valueIdentity(tradesOf(rows)),
        );
        const rounding = 1e-12 * largest(rows);
        expect(Math.abs(total - exposure - selection)).to.be.at.most(rounding);
        expect(Math.abs(selection - between - within)).to.be.at.most(rounding);
      }),
    );
  });

  it('a constant multiple chooses nothing, exactly', () => {
    fc.assert(
      fc.property(anyTrades, fc.double({ min: 0, max: 1, noNaN: true }), (rows, m) => {
        const found = valueIdentity(tradesOf(rows.map(([, x, symbol, day]) => [m, x, symbol, day])));
        expect(found).to.include({ selection: 0, between: 0, within: 0, per_unit: m === 0 ? null : 0 });
      }),
    );
  });

  it('status quo is exactly 0 throughout', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        const found = valueIdentity(tradesOf(rows.map(([, x, symbol, day]) => [1, x, symbol, day])));
        const zeros = { total: 0, exposure: 0, selection: 0, between: 0, within: 0, per_unit: 0 };
        expect(found).to.include({ mean_m: 1, ...zeros });
      }),
    );
  });

  it('is multiplied with its values', () => {
    fc.assert(
      fc.property(anyTrades, fc.constantFrom(0.25, 2, 1024), (rows, c) => {
        const scaled = fieldsOf(valueIdentity(tradesOf(rows.map(([m, x, s, day]) => [m, c * x, s, day]))));
        expect(scaled.map(Math.abs)).to.deep.equal(
          fieldsOf(valueIdentity(tradesOf(rows))).map((v) => Math.abs(c * v)),
        );
      }),
    );
  });

  it('does not depend on the order of trades, to the bit', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        expect(valueIdentity(tradesOf(rows.toReversed()))).to.deep.equal(valueIdentity(tradesOf(rows)));
      }),
    );
  });

  it('names of symbols change only between and within', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        const named = valueIdentity(tradesOf(rows.map(([m, x, , day]) => [m, x, 'one', day])));
        const { total, exposure, selection } = valueIdentity(tradesOf(rows));
        expect(named).to.include({ total, exposure, selection, between: 0 });
      }),
    );
  });
});

describe('meanOf', () => {
  it('is the number itself where all are equal, also where n·a/n is not', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        (value, n) => {
          expect(meanOf(Array.from({ length: n }, () => value))).to.equal(value);
        },
      ),
    );
  });
});
