import { expect } from 'chai';
import { actionsOf } from '../../../../src/dashboard/page/glance/actions';

type Row = Parameters<typeof actionsOf>[0][number];

function row(symbol: string, now: number | null, next: number, reason = 'score', count = 5): Row {
  return {
    symbol,
    expectancy: { count },
    allocation: { current_weight: now, suggested_weight: next, reason },
  };
}

const told = (rows: readonly Row[]): readonly string[] =>
  actionsOf(rows).map(
    ({ kind, reason, moves }) =>
      `${kind} ${moves.map(({ symbol }) => symbol).join(',')}: ${reason ?? 'several'}`,
  );

describe('what to do', () => {
  it('stops what has traded or is held and gets no weight, by reason', () => {
    const rows = [
      row('A', 0.1, 0, 'edge_below_min'),
      row('B', null, 0, 'status'),
      row('C', 0, 0, 'edge_below_min'),
      row('HELD', 0.1, 0, 'status', 0),
    ];
    expect(told(rows)).to.deep.equal(['stop A,C: edge_below_min', 'stop B,HELD: status']);
  });

  it('says nothing of a symbol that neither trades nor is known to be held', () => {
    expect(told([row('A', 0, 0, 'status', 0), row('B', null, 0, 'status', 0)])).to.deep.equal([]);
    expect(told([{ symbol: 'C', expectancy: null, allocation: null }])).to.deep.equal([]);
  });

  it('lowers before it raises, and leaves a move that would read as none', () => {
    const rows = [
      row('UP', 0.1, 0.2),
      row('SAME', 0.1, 0.1004),
      row('DOWN', 0.2, 0.1, 'budget'),
      row('MORE', 0, 0.1, 'mode'),
    ];
    expect(told(rows)).to.deep.equal(['lower DOWN: budget', 'raise UP,MORE: several']);
  });

  it('neither raises nor lowers what is not known', () => {
    expect(told([row('A', null, 0.1)])).to.deep.equal(['hold A: score']);
    expect(actionsOf([row('A', null, 0.1)])[0]?.moves).to.deep.equal([{ symbol: 'A', now: null, next: 0.1 }]);
  });
});
