import { expect } from 'chai';
import fc from 'fast-check';
import { bySize, sizeBounds } from '../../../../operators/expectancy/cuts/sizes';
import { toTrade } from '../../../../src/model/to-trade';
import type { Trade } from '../../../../src/model/trade';
import { close, DEFAULTS, episodeOf, NO_ROW } from '../../made';

const sized = (notionals: readonly (number | undefined)[]): readonly Trade[] =>
  notionals.map((notional, n) =>
    toTrade(
      episodeOf(close(String(n), { notionalUsd: notional, ts: n + 1 })),
      NO_ROW,
      () => undefined,
      DEFAULTS,
    ),
  );

const sizes = (notionals: readonly (number | undefined)[]) =>
  Object.fromEntries(
    [...bySize(sized(notionals))].map(([key, trades]) => [key, trades.map((trade) => trade.notionalUsd)]),
  );

describe('bySize', () => {
  it('parts trades by the quartiles of their entry notional', () => {
    expect(sizes([8, 1, 7, 2, 6, 3, 5, 4])).to.deep.equal({ q1: [1, 2], q2: [3, 4], q3: [6, 5], q4: [8, 7] });
    expect(sizes([1, 2, 3, 4, 5])).to.deep.equal({ q1: [1, 2], q2: [3], q3: [4], q4: [5] });
    expect(sizes([1])).to.deep.equal({ q1: [1] });
    expect(sizes([])).to.deep.equal({});
  });

  it('keeps equal sizes together, and those that no row states apart', () => {
    expect(sizes([5, 5, 5, 5, 9])).to.deep.equal({ q1: [5, 5, 5, 5], q4: [9] });
    expect(sizes([5, undefined, 6])).to.deep.equal({ q1: [5], q3: [6], unknown: [undefined] });
  });

  it('is a partition in order of size, in which no size is in two groups', () => {
    const notional = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(notional, { maxLength: 40 }), (notionals) => {
        const groups = bySize(sized(notionals));
        expect([...groups.values()].flat()).to.have.length(notionals.length);
        const bounds = ['q1', 'q2', 'q3', 'q4'].flatMap((key) => sizeBounds(groups.get(key) ?? []) ?? []);
        for (const [i, bound] of bounds.entries())
          if (i % 2 === 0 && i > 0) expect(bound).to.be.greaterThan(bounds[i - 1] ?? NaN);
      }),
    );
  });

  it('tells the least and the greatest size of a group', () => {
    expect(sizeBounds(sized([3, 1, 2]))).to.deep.equal([1, 3]);
    expect(sizeBounds(sized([undefined]))).to.equal(null);
  });
});
