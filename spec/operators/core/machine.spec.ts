import { expect } from 'chai';
import type { Fold } from '../../../operators/core/fold';
import { onTick, type Tick } from '../../../operators/core/machine';
import { run } from '../../../operators/core/run';
import { itLivesLikeAnOperator } from '../lifecycle';
import { marbles } from '../marbles';

interface Coin {
  readonly kind: 'coin';
  readonly cents: number;
}

const coin = (cents: number): Coin => ({ kind: 'coin', cents });
const at = (asOf: number): Tick => ({ kind: 'tick', asOf });

/** The purse's total. It cannot be counted while a bad coin is in it. */
const total: Fold<Coin, { cents: number }, number> = {
  init: () => ({ cents: 0 }),
  step(state, { cents }) {
    state.cents += cents;
    return state;
  },
  view({ cents }) {
    if (cents < 0) throw new Error('a hole in the purse');
    return cents;
  },
};

const answered = (asOf: number, value: number) => ({ kind: 'answered', asOf, value });

describe('onTick, through run', () => {
  itLivesLikeAnOperator({
    operator: () => run(onTick('purse', total)),
    input: [coin(5), at(10)],
    output: { kind: 'answered', asOf: 10, value: 5 },
  });

  it('is silent on events and answers every tick exactly once', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const batches = {
        a: [coin(1), coin(2)],
        t: [at(10)],
        b: [coin(4), at(20), coin(8), at(30)],
        n: [],
      };
      const source = cold('  -a-t-n-b---|', batches);
      const subs = '         ^----------!';
      const expected = '     ---x---(yz)|';
      expectObservable(source.pipe(run(onTick('purse', total)))).toBe(expected, {
        x: answered(10, 3),
        y: answered(20, 7),
        z: answered(30, 15),
      });
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('answers a tick without events', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -t-|', { t: [at(10)] });
      const expected = '     -x-|';
      expectObservable(source.pipe(run(onTick('purse', total)))).toBe(expected, { x: answered(10, 0) });
    });
  });

  it('answers with a Failed where the view throws, and goes on', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-|', { a: [coin(-1), at(10)], b: [coin(3), at(20)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(run(onTick('purse', total)))).toBe(expected, {
        x: { kind: 'failed', asOf: 10, stage: 'purse', message: 'a hole in the purse' },
        y: answered(20, 2),
      });
    });
  });

  it('says the same whatever way the inputs are cut', () => {
    const inputs = [coin(1), at(10), coin(2), coin(3), at(20), at(30)];
    const machine = onTick('purse', total);
    const whole = machine.step(machine.init(), inputs);
    const state = machine.init();
    expect(inputs.flatMap((input) => machine.step(state, [input]))).to.deep.equal(whole);
  });
});
