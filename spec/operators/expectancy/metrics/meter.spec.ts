import { expect } from 'chai';
import fc from 'fast-check';
import { runsOf } from '../../../campaign';
import { meterOf } from '../../../../operators/expectancy/metrics/meter';
import { METRICS } from '../../../../operators/expectancy/metrics/registry';
import { streak, type StreakView } from '../../../../operators/expectancy/metrics/streak';
import type { Trade } from '../../../../src/model/trade';
import { deltaOf } from '../../delta-of';
import { DEFAULTS, tradeOf, tradesOf } from '../../made';

const multiple = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) },
  { weight: 3, arbitrary: fc.integer({ min: -5, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(undefined, 1e-300, -1e-300, -3e-17) },
);
/** R, how long after the trade before it, and how many such in a row: some share a moment, some streaks are long. */
const drawn = fc.array(
  fc.tuple(
    multiple,
    fc.integer({ min: 0, max: 2 }),
    fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.nat({ max: 40 })),
  ),
  { minLength: 300, maxLength: 300, size: 'max' },
);

function history(runs: readonly (readonly [number | undefined, number, number])[]): readonly Trade[] {
  let ts = 0;
  return runs
    .flatMap(([r, later, times]) => Array.from({ length: times }, () => [r, later] as const))
    .map(([r, later], i) => tradeOf(r, (ts += later), { id: `t${String(i).padStart(4, '0')}` }));
}

/** How a window goes on: how many leave in front, how many come behind, which few leave or come within. */
const step = fc.record({
  leave: fc.nat({ max: 60 }),
  come: fc.nat({ max: 60 }),
  within: fc.oneof(fc.constant([]), fc.array(fc.nat({ max: 60 }), { maxLength: 9 })),
});

describe('meterOf: a group as its window slides', () => {
  it('says at each view what all its trades say when folded anew', () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 400 }), steps, (pairs, first, all) => {
        const trades = history(pairs);
        const meter = METRICS.meter(DEFAULTS);
        const absent = new Set<Trade>();
        let held: readonly Trade[] = [];
        let from = 0;
        let until = first;
        for (const { leave, come, within } of [{ leave: 0, come: 0, within: [] }, ...all]) {
          from += leave;
          until = Math.max(until + come, from);
          for (const i of within) toggle(absent, trades[i * 10]);
          const now = trades.slice(from, until).filter((trade) => !absent.has(trade));
          expect(meter.measure(now, deltaOf(held, now))).to.deep.equal(METRICS.measure(now, DEFAULTS));
          held = now;
        }
      }),
      { numRuns: runsOf('windows') },
    );
  });

  it('folds again what stayed where trades leave or come before others, and only what is new where it grows', () => {
    const fold = streak.fold(DEFAULTS);
    let steps = 0;
    const meter = meterOf<StreakView, ReturnType<typeof fold.init>>({
      ...fold,
      step: (state, trade) => {
        steps++;
        return fold.step(state, trade);
      },
    });
    const trades = tradesOf(Array.from({ length: 100 }, () => -1));
    let held: readonly Trade[] = [];
    const stepsFor = (now: readonly Trade[]): number => {
      steps = 0;
      const { view } = meter.measure(now, deltaOf(held, now));
      expect(view.longest_losing_streak).to.equal(now.length);
      held = now;
      return steps;
    };
    expect(stepsFor(trades.slice(0, 80))).to.equal(80);
    expect(stepsFor(trades.slice(0, 90))).to.equal(10);
    expect(stepsFor(trades.slice(1, 90))).to.equal(89);
    expect(stepsFor(trades.slice(0, 90))).to.equal(90);
    expect(stepsFor(trades)).to.equal(10);
  });
});

function toggle(absent: Set<Trade>, trade: Trade | undefined): void {
  if (trade !== undefined && !absent.delete(trade)) absent.add(trade);
}
