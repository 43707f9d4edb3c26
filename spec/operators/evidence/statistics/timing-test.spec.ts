import { expect } from 'chai';
import { timingTest } from '../../../../operators/evidence/statistics/timing-test';
import { selectionOf } from '../../../../operators/evidence/value/identity';

function tested(
  multiples: readonly number[],
  values: readonly number[],
  symbols: readonly string[],
): ReturnType<typeof timingTest> {
  return timingTest(multiples, symbols, 20260101, (moved) => selectionOf(moved, values));
}

describe('timingTest', () => {
  it('finds multiples that fit their trades, one shift of n at best', () => {
    const values = [1, 1, 1, 1, -1, -1, -1, -1, -1, -1];
    const multiples = values.map((x) => (x > 0 ? 1 : 0));
    const { shifts, observed, p } = tested(
      multiples,
      values,
      values.map(() => 'A'),
    );
    expect([shifts, observed]).to.deep.equal([999, selectionOf(multiples, values)]);
    // The shift by 0 does as well: one in 10.
    expect(p).to.be.within(0.07, 0.13);
  });

  it('cannot tell symbols apart: multiples that are constant in each have p 1', () => {
    expect(tested([1, 0, 1, 0], [1, -1, 2, -2], ['A', 'B', 'A', 'B']).p).to.equal(1);
  });

  it('shifts symbols in name order, whatever the order of their trades', () => {
    const values = [3, -1, 2, 0.5, -2, 1, 0, 4];
    const multiples = [1, 0.2, 0.7, 0.1, 0.4, 0, 0.9, 0.6];
    const p = tested(multiples, values, ['B', 'A', 'B', 'A', 'B', 'A', 'B', 'A']).p;
    // Known, so that every process draws the same shifts.
    expect(p).to.equal(0.071);
    // The same trades with those of A first: the columns of each symbol are as they were.
    const order = [1, 3, 5, 7, 0, 2, 4, 6];
    const moved = <T>(column: readonly T[]): readonly T[] => order.flatMap((i) => column.slice(i, i + 1));
    const names = moved(['B', 'A', 'B', 'A', 'B', 'A', 'B', 'A']);
    expect(tested(moved(multiples), moved(values), names).p).to.equal(p);
  });
});
