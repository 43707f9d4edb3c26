import { expect } from 'chai';
import fc from 'fast-check';
import { perUnitOf } from '../../../../operators/evidence/value/identity';
import { permutationTest } from '../../../../operators/evidence/statistics/permutation-test';

/** One trade a symbol; symbol i made i, and each row of multiples is the same. */
function tested(row: readonly number[], values: readonly number[]): ReturnType<typeof permutationTest> {
  return permutationTest({
    table: values.map(() => row),
    own: values.map((_, i) => i),
    symbols: row.length,
    seed: 20260101,
    values,
  });
}

describe('permutationTest', () => {
  it('tries all orders of up to 6 symbols: the best of 6 is one in 6, and no p is smaller', () => {
    expect(tested([0, 0.5, 1], [-1, 0, 1])).to.deep.equal({
      permutations: 6,
      exact: true,
      smallest_possible_p: 1 / 6,
      observed: 2 / 3,
      p: 0.166667,
    });
  });

  it('counts an order that does as well', () => {
    // Two of the six give 1 to the best symbol.
    expect(tested([0, 0, 1], [-1, 0, 1]).p).to.equal(0.333333);
    expect(tested([1, 0.5, 0], [-1, 0, 1]).p).to.equal(1);
    expect(tested([0.3, 0.3, 0.3], [-1, 0, 1]).p).to.equal(1);
  });

  it('tries the identity and 1,999 shuffles of 7 symbols', () => {
    const values = [0, 1, 2, 3, 4, 5, 6];
    const best = tested(values, values);
    expect(best).to.include({ permutations: 2000, exact: false, smallest_possible_p: 1 / 2000, p: 0.0005 });
    expect(tested(values.toReversed(), values).p).to.equal(1);
    // Known, so that every process draws the same shuffles.
    expect(tested([3, 0, 1, 6, 2, 5, 4], values).p).to.equal(0.136);
  });

  it('says nothing without any size', () => {
    expect(tested([0, 0], [1, 2])).to.include({ observed: null, p: null, reason: 'no_size' });
  });

  it('moves the multiple of the instant, not that of the trade', () => {
    // Symbol b is large at the first instant, a at the second: exchanged, each trade has the other’s.
    const found = permutationTest({
      table: [
        [0.1, 0.9],
        [0.8, 0.2],
      ],
      own: [0, 1],
      symbols: 2,
      seed: 1,
      values: [10, 1],
    });
    expect(found.observed).to.be.closeTo(perUnitOf([0.1, 0.2], [10, 1]) ?? NaN, 1e-12);
    expect(found.p).to.equal(1);
  });

  it('holds each order by per_unit, whatever trades there are', () => {
    // As advice has them: 0, or a share of a size that can be traded.
    const multiple = fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000);
    const trade = fc.record({
      row: fc.array(multiple, { minLength: 3, maxLength: 3 }),
      own: fc.nat(2),
      value: fc.double({ min: -100, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(trade, { minLength: 1, maxLength: 20 }), (trades) => {
        const [table, own] = [trades.map(({ row }) => row), trades.map((one) => one.own)];
        const values = trades.map(({ value }) => value);
        const { observed } = permutationTest({ table, own, symbols: 3, seed: 1, values });
        const slow = perUnitOf(
          table.map((row, i) => row[own[i] ?? 0] ?? 0),
          values,
        );
        if (slow === undefined || observed === null) expect(observed ?? undefined).to.equal(slow);
        else expect(observed).to.be.closeTo(slow, 1e-9 * Math.max(1, ...values.map(Math.abs)));
      }),
    );
  });
});
