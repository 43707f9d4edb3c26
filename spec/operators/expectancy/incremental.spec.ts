import { expect } from 'chai';
import fc from 'fast-check';
import { runsOf } from '../../campaign';
import { deltaOf } from '../delta-of';
import { foldOver, type Fold } from '../../../operators/core/fold';
import { GroupMeasure, groupView } from '../../../operators/expectancy/group-view';
import { METRICS } from '../../../operators/expectancy/metrics/registry';
import type { JoinedChange } from '../../../operators/join/join-attempts';
import { measureExpectancy } from '../../../operators/expectancy/measure-expectancy';
import { measureRouter } from '../../../operators/router/measure-router';
import type { RouterPolicy } from '../../../src/model/route';
import { settingsFrom } from '../../../src/model/fund/settings';
import { rounded } from '../../../src/model/math/round';
import type { Trade } from '../../../src/model/trade';
import { toTrade } from '../../../src/model/to-trade';
import { close, deskOf, episodeOf, MINUTE, route, tradeOf } from '../made';

const settings = settingsFrom({ windows: ['5m', '2m', 'last_4'], horizon: '10m' });
const desk = deskOf({ settings });
const narrow = settingsFrom({ windows: ['5m', '2m', 'last_4'], horizon: '10m', max_groups: 1 });

const when = fc.integer({ min: 0, max: 14 }).map((minutes) => minutes * MINUTE);
const symbol = fc.constantFrom('A', 'B', '__PROTO__');
const id = fc.integer({ min: 0, max: 5 }).map(String);
const size = fc.integer({ min: -9, max: 9 });
const ROUTES = ['r1', 'r2'].map((name) => route(name, { slippageBps: name === 'r1' ? 1 : 2 }));

const trade = fc.tuple(when, symbol, id, size).map(([ts, name, key, r]): Trade => {
  const made = close(key, { ts, symbol: name, strategy: r > 0 ? 'up' : undefined, realizedUsd: r / 2 });
  const joined = { route: ROUTES[Math.abs(r) % 3], regimeOf: r > 0 ? ('entry' as const) : ('none' as const) };
  const episode = episodeOf(made, {
    ...{ entryTs: r % 2 === 0 ? undefined : ts - Math.abs(r) * 100, quantity: Math.abs(r) },
    ...{ openFeesEstimatedUsd: 0.1 * r, entryUnknown: r > 3 ? 0.3 : 0 },
    ...{
      recordedRiskUsd: r === 5 ? undefined : 1 + Math.abs(r),
      entryNotionalUsd: r === 5 ? undefined : 100,
    },
  });
  return toTrade(episode, joined, () => undefined, settings);
});
const row = fc
  .tuple(when, symbol, id, size)
  .map(([ts, name, key, n]) =>
    route(key, { ts, symbol: name, slippageBps: n, ackMs: n * n, makerStart: n > 0, policy: policyOf(n) }),
  );
// The current policy is read of the rows of the horizon, beyond the window too.
function policyOf(n: number): RouterPolicy | undefined {
  const unsaid = { offsetBps: undefined, quality: undefined, biasLabel: undefined };
  return n % 2 === 0 ? undefined : { makerFirst: n > 0, bias: Math.abs(n) / 9, ...unsaid };
}
const snapshot = fc.tuple(when, size).map(([ts, n]): JoinedChange => ({
  kind: 'router',
  ts,
  text: String(n),
  symbols: new Map([['A', { ...NO_ENTRY, volatilityScale: n }]]),
}));
const NO_ENTRY = {
  makerFillRate: undefined,
  fallbackRate: undefined,
  slippageP50: undefined,
  slippageP95: undefined,
  ackP50Ms: undefined,
  policy: undefined,
};

/** A fact, or a moment at which a view is taken: in any order, backwards too. */
type Step = JoinedChange | number;

const step: fc.Arbitrary<Step> = fc.oneof(
  trade.map((one): Step => ({ kind: 'trade', trade: one, before: undefined })),
  trade.map((one): Step => ({ kind: 'untrade', trade: one })),
  row.map((one): Step => ({ kind: 'routed', route: one })),
  row.map((one): Step => ({ kind: 'unrouted', route: one })),
  snapshot,
  when,
);

function views<State, Out>(make: () => Fold<JoinedChange, State, Out>): void {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const fold = make();
      let state = fold.init();
      const told: JoinedChange[] = [];
      for (const one of steps) {
        if (typeof one === 'number') expect(fold.view(state, one)).to.deep.equal(foldOver(make(), told, one));
        else {
          told.push(one);
          state = fold.step(state, one);
        }
      }
    }),
    { numRuns: runsOf('windows') },
  );
}

describe('a view after other views is what a fresh fold of the same facts says', () => {
  it('measureExpectancy', () => {
    views(() => measureExpectancy(settings));
  });

  it('measureRouter', () => {
    views(() => measureRouter(desk.settings));
  });

  it('also where one group of each grouping, and one symbol, is shown by name', () => {
    views(() => measureExpectancy(narrow));
    views(() => measureRouter(narrow));
  });

  it('what nothing changed is the same object again', () => {
    const fold = measureExpectancy(settings);
    let state = fold.init();
    const put = (name: string, ts: number): void => {
      state = fold.step(state, {
        kind: 'trade',
        trade: tradeOf(1, ts, { id: `${name}${ts}`, symbol: name }),
        before: undefined,
      });
    };
    put('A', 6 * MINUTE);
    put('B', 6 * MINUTE);
    const first = fold.view(state, 7 * MINUTE);
    expect(fold.view(state, 7 * MINUTE + 1).windows).to.equal(first.windows);
    put('B', 7 * MINUTE);
    const next = fold.view(state, 7 * MINUTE);
    expect(next.primary.symbols['A']).to.equal(first.primary.symbols['A']);
    expect(next.primary.symbols['B']).to.not.equal(first.primary.symbols['B']);
  });

  it('sums are kept of a group that is looked at again, and of no other', () => {
    let reads = 0;
    const trades = Array.from({ length: 50 }, (_, n) =>
      Object.defineProperty(tradeOf(1, n * MINUTE, { id: `t${n}` }), 'feesUsd', { get: () => ++reads && 0 }),
    );
    const measure = new GroupMeasure(() => METRICS.meter(settings));
    const readBy = (from: number): number => {
      const before = reads;
      const held = trades.slice(from, from + 40);
      const changes =
        from === 0 ? { removed: [], added: held } : deltaOf(trades.slice(from - 1, from + 39), held);
      expect(measure.measure(held, changes).among(9)).to.deep.equal(rounded(groupView(held, settings, 9)));
      return reads - before - 40;
    };
    expect([0, 1, 2, 3].map(readBy)).to.deep.equal([40, 40, 2, 2]);
  });

  it('also after one that threw', () => {
    // No number is their sum.
    const trades = [1, 2].map((n) => tradeOf(Number.MAX_VALUE, n * MINUTE, { id: `t${n}` }));
    recovers(
      () => measureExpectancy(settings),
      trades.map((one) => ({ kind: 'trade', trade: one, before: undefined })),
      trades.map((one) => ({ kind: 'untrade', trade: one })),
    );
  });
});

function recovers<State, Out>(
  make: () => Fold<JoinedChange, State, Out>,
  [one, other]: readonly JoinedChange[],
  [gone]: readonly JoinedChange[],
): void {
  if (one === undefined || other === undefined || gone === undefined) throw new Error('two facts are needed');
  const fold = make();
  let state = fold.step(fold.init(), one);
  fold.view(state, 2 * MINUTE);
  state = fold.step(state, other);
  expect(() => fold.view(state, 2 * MINUTE)).to.throw(RangeError);
  state = fold.step(state, gone);
  expect(fold.view(state, 2 * MINUTE)).to.deep.equal(foldOver(make(), [other], 2 * MINUTE));
}
