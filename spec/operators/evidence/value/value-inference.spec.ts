import { expect } from 'chai';
import fc from 'fast-check';
import { valueIdentity } from '../../../../operators/evidence/value/identity';
import { unitTrades } from '../../../../operators/evidence/value/unit-trades';
import { valueInference } from '../../../../operators/evidence/value/value-inference';
import { anyTrades, largest, tradesOf, WORKED } from './value-made';

const PARTS = ['total', 'exposure', 'selection', 'advised', 'traded', 'per_unit'] as const;

describe('valueInference', () => {
  it('is as worked out in SPEC 9.3: L 2, 3 df', () => {
    const { total, selection } = valueInference(unitTrades(WORKED));
    expect(total?.se).to.be.closeTo(0.26278, 5e-7);
    expect(total?.lo).to.be.closeTo(-0.402951, 5e-7);
    expect(total?.hi).to.be.closeTo(1.269618, 5e-7);
    expect(total?.df).to.equal(3);
    expect(selection?.se).to.be.closeTo(0.151383, 5e-7);
    expect(selection?.lo).to.be.closeTo(-0.094267, 5e-7);
    expect(selection?.hi).to.be.closeTo(0.869267, 5e-7);
  });

  it('speaks of the numbers of the identity', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        const trades = tradesOf(rows);
        const [identity, found] = [valueIdentity(trades), valueInference(trades)];
        for (const part of PARTS) {
          const [value, known] = [found[part]?.value ?? 0, identity[part] ?? 0];
          expect(Math.abs(value - known), part).to.be.at.most(
            1e-12 * Math.max(largest(rows), Math.abs(known)),
          );
        }
      }),
    );
  });

  it('of stand-down: total is −traded, and choosing has no error', () => {
    const rows = WORKED.values.map((x, i) => [0, x ?? 0, 'A', WORKED.days[i] ?? 0] as const);
    const { total, traded, selection, per_unit } = valueInference(tradesOf(rows));
    expect(total?.se).to.equal(traded?.se);
    expect(total?.t).to.equal(-(traded?.t ?? NaN));
    expect(selection).to.include({ value: 0, se: 0, lo: 0, hi: 0, t: null, p: null, n_eff: null });
    expect(per_unit).to.equal(null);
  });

  it('of one size for all: choosing is worth 0 and has no error, exactly', () => {
    fc.assert(
      fc.property(anyTrades, fc.double({ min: 0.001, max: 1, noNaN: true }), (rows, m) => {
        const alike = tradesOf(rows.map(([, x, symbol, day]) => [m, x, symbol, day]));
        for (const part of ['selection', 'per_unit'] as const) {
          const found = valueInference(alike)[part];
          expect(found?.value, part).to.equal(0);
          if (alike.days.active > 1)
            expect(found, part).to.include({ se: 0, lo: 0, hi: 0, mde80: 0, t: null });
        }
      }),
    );
  });

  it('is multiplied with its values, and t and p are not', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        const found = valueInference(tradesOf(rows)).total;
        const scaled = valueInference(tradesOf(rows.map(([m, x, s, day]) => [m, 4 * x, s, day]))).total;
        expect(scaled).to.include({ t: found?.t, p: found?.p, n_eff: found?.n_eff });
        expect(scaled?.se ?? 0).to.equal(4 * (found?.se ?? 0));
      }),
    );
  });

  it('does not depend on the order of trades, to the bit', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        expect(valueInference(tradesOf(rows.toReversed()))).to.deep.equal(valueInference(tradesOf(rows)));
      }),
    );
  });

  it('has nothing without trades, and no error on one day', () => {
    expect(valueInference(tradesOf([])).total).to.equal(null);
    expect(valueInference(tradesOf([[0.5, 1, 'A', 3]])).total).to.include({
      se: null,
      reason: 'too_few_days',
    });
  });
});
