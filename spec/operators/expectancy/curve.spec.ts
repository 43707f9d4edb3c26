import { expect } from 'chai';
import { curveOf } from '../../../operators/expectancy/curve';
import { tradeOf, tradesOf } from '../made';

describe('curveOf', () => {
  it('is cumulative R and net, after all closes of each moment', () => {
    const trades = [
      tradeOf(1, 1),
      tradeOf(-2, 2, { id: 'a' }),
      tradeOf(0.5, 2, { id: 'b' }),
      tradeOf(undefined, 3),
    ];
    expect(curveOf(trades)).to.deep.equal([
      [1, 1, 1],
      [2, -0.5, -0.5],
      [3, -0.5, 0.5],
    ]);
  });

  it('of nothing is empty', () => {
    expect(curveOf([])).to.deep.equal([]);
  });

  it('has all points up to 500, then exactly 500, the first and the last among them', () => {
    const ones = (n: number) => curveOf(tradesOf(Array.from({ length: n }, () => 1)));
    expect(ones(500).map(([ts]) => ts)).to.deep.equal(Array.from({ length: 500 }, (_, i) => i + 1));
    const thinned = ones(1777);
    expect(thinned.length).to.equal(500);
    expect([thinned[0], thinned.at(-1)]).to.deep.equal([
      [1, 1, 1],
      [1777, 1777, 1777],
    ]);
    const steps = thinned.slice(1).map(([ts], i) => ts - (thinned[i]?.[0] ?? 0));
    expect([Math.min(...steps), Math.max(...steps)]).to.deep.equal([3, 4]);
  });
});
