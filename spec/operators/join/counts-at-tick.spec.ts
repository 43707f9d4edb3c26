import { countsAtTick } from '../../../operators/join/counts-at-tick';
import { run } from '../../../operators/core/run';
import { NOTHING_COUNTED, type Counts } from '../../../operators/ticks/counts';
import { itLivesLikeAnOperator } from '../lifecycle';
import { equity, tick } from '../made';
import { marbles } from '../marbles';

const late = (n: number): Counts => ({ ...NOTHING_COUNTED, late: n });

describe('countsAtTick', () => {
  itLivesLikeAnOperator({
    operator: () => run(countsAtTick),
    input: [tick(10, { late: 2 })],
    output: { asOf: 10, value: late(2) },
  });

  it('is silent on facts and says the counts of every tick, each once', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const facts = { a: [equity(1, 100)], b: [equity(2, 100), tick(10), tick(20, { late: 3 })] };
      const source = cold('  -a-b---|', facts);
      const subs = '         ^------!';
      const expected = '     ---(xy)|';
      expectObservable(source.pipe(run(countsAtTick))).toBe(expected, {
        x: { asOf: 10, value: late(0) },
        y: { asOf: 20, value: late(3) },
      });
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });
});
