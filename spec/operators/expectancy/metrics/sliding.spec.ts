import { expect } from 'chai';
import fc from 'fast-check';
import { diffSorted } from '../../../../operators/core/delta';
import { drawdown } from '../../../../operators/expectancy/metrics/drawdown';
import { MaxDrawdown } from '../../../../operators/expectancy/metrics/max-drawdown';
import type { Metric } from '../../../../operators/expectancy/metrics/metric';
import { pain } from '../../../../operators/expectancy/metrics/pain';
import { METRICS } from '../../../../operators/expectancy/metrics/registry';
import { Sliding } from '../../../../operators/expectancy/metrics/sliding';
import { streak } from '../../../../operators/expectancy/metrics/streak';
import { rounded } from '../../../../src/model/math/round';
import type { Trade } from '../../../../src/model/trade';
import { maxBig, number, total } from '../../../oracle/exact';
import { DEFAULTS, tradeOf } from '../../made';

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

describe('a window that slides', () => {
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
          // As published: sums of squares below 1e-290 are not exact, and round to nothing.
          const slid = rounded(meter.measure(now, diffSorted(held, now)));
          expect(slid).to.deep.equal(rounded(METRICS.measure(now, DEFAULTS)));
          held = now;
        }
      }),
      { numRuns: 60 },
    );
  });

  foldsFew(drawdown);
  foldsFew(streak);
  foldsFew(pain);

  it('folds some hundreds where losses are never recovered: until what left weighs nothing', () => {
    const { look, steps } = watched(pain);
    const trades = history(Array.from({ length: 6000 }, () => [-1, 1, 1]));
    for (let from = 0; from < 4000; from++) look(trades.slice(from, from + 2000));
    // 0.9^n is below a last bit after some 350 trades.
    expect(steps() / 4000).to.be.within(300, 500);
  });
});

function foldsFew<View extends object, State>(metric: Metric<View, State>): void {
  it(`folds what leaves, comes and changes, not what stays: ${metric.name}`, () => {
    const { look, steps } = watched(metric);
    // Losses weigh on most of the time, and are recovered every ten trades.
    const trades = history(Array.from({ length: 6000 }, (_, i) => [i % 10 < 4 ? -1 : 0.7, 1, 1]));
    const sliceAt = (from: number): readonly Trade[] => trades.slice(from, from + 2000);
    for (let from = 0; from < 100; from++) look(sliceAt(from));
    let before = steps();
    for (let from = 100; from < 4000; from++) look(sliceAt(from));
    // At a view half a stretch of 64; a trade once as it comes, and twice when all is cut anew; pain goes on to where the
    // losses before are recovered.
    expect((steps() - before) / 3900, 'as it slides').to.be.within(2, 32 + 1 + 2 + 5);
    const full = sliceAt(3999);
    const without = (at: number): readonly Trade[] => full.filter((_, i) => i !== at);
    for (const [at, what, most] of [
      [1970, 'as the end changes', 32 + 64 + 30 + 5],
      [20, 'as the beginning changes', 20 + 64 + 5],
    ] as const) {
      look(full);
      before = steps();
      for (let i = 0; i < 50; i++) look(i % 2 === 0 ? without(at) : full);
      expect((steps() - before) / 50, what).to.be.within(2, most);
    }
  });
}

/** A window that is looked at, and how many trades were folded for it so far. */
function watched<View extends object, State>(
  metric: Metric<View, State>,
): { readonly look: (now: readonly Trade[]) => void; readonly steps: () => number } {
  const fold = metric.fold(DEFAULTS);
  if (!('join' in fold)) throw new Error('order has no part in it');
  let steps = 0;
  const step = (state: State, trade: Trade): State => {
    steps++;
    return fold.step(state, trade);
  };
  const sliding = new Sliding({ ...fold, step });
  let held: readonly Trade[] = [];
  return {
    look(now) {
      sliding.state(now, diffSorted(held, now));
      held = now;
    },
    steps: () => steps,
  };
}

describe('MaxDrawdown', () => {
  const money = fc.oneof(
    fc.integer({ min: -9, max: 9 }),
    // The oracle reckons no subnormal numbers.
    fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((x) => Math.abs(x) > 1e-280),
    fc.constantFrom(1e-300, -1e-300, 1e250, -1e250, 0.1, -0.1),
  );
  const moments = fc.array(fc.array(money, { minLength: 1, maxLength: 2 }), { maxLength: 30 });

  it('of stretches joined anywhere is that of the whole, exactly, and rounded once', () => {
    const stretches = fc.array(moments, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(stretches, (all) => {
        const [first = new MaxDrawdown(), ...others] = all.map(fallOf);
        for (const other of others) first.join(other);
        expect(first.depth()).to.equal(deepest(all.flat()));
        expect(first.total()).to.equal(number(total(all.flat(2))));
      }),
      { numRuns: 1000 },
    );
  });

  it('goes on after a join as if there had been none', () => {
    fc.assert(
      fc.property(moments, moments, moments, (a, b, c) => {
        const fall = fallOf(a);
        fall.join(fallOf(b));
        for (const moment of c) {
          fall.closeInstant();
          for (const value of moment) fall.add(value);
        }
        expect(fall.depth()).to.equal(deepest([...a, ...b, ...c]));
      }),
    );
  });

  function fallOf(values: readonly (readonly number[])[]): MaxDrawdown {
    const fall = new MaxDrawdown();
    for (const moment of values) {
      fall.closeInstant();
      for (const value of moment) fall.add(value);
    }
    return fall;
  }
});

function deepest(moments: readonly (readonly number[])[]): number {
  let sum = 0n;
  let peak = 0n;
  let most = 0n;
  for (const moment of moments) {
    sum += total(moment);
    peak = maxBig(peak, sum);
    most = maxBig(most, peak - sum);
  }
  return number(most);
}

function toggle(absent: Set<Trade>, trade: Trade | undefined): void {
  if (trade !== undefined && !absent.delete(trade)) absent.add(trade);
}
