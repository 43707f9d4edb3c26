import { expect } from 'chai';
import fc from 'fast-check';
import { foldOver, type Fold } from '../../../operators/core/fold';
import type { JoinedChange } from '../../../operators/join/join-attempts';
import { measureAccount } from '../../../operators/account/measure-account';
import { keepScore } from '../../../operators/evidence/live/keep-score';
import { measureExpectancy } from '../../../operators/expectancy/measure-expectancy';
import { measureProvenance } from '../../../operators/provenance/measure-provenance';
import { measureRouter } from '../../../operators/router/measure-router';
import { settingsFrom } from '../../../src/model/fund/settings';
import { deskOf, equity, MINUTE, route, tick, tradeOf } from '../made';

const settings = settingsFrom({ windows: ['5m', 'last_4'], horizon: '10m' });
const desk = deskOf({ settings });
const HORIZON = 10 * MINUTE;
const ASOF = 24 * MINUTE;

const when = fc.integer({ min: 0, max: 24 }).map((minutes) => minutes * MINUTE);
const symbol = fc.constantFrom('A', 'B', '__PROTO__');
const size = fc.integer({ min: -9, max: 9 });

const trade = fc.tuple(when, symbol, size).map(([ts, name, r]): JoinedChange => {
  const over = { id: `${ts} ${r}`, symbol: name, strategy: r > 0 ? 'up' : undefined };
  return { kind: 'trade', trade: tradeOf(r / 2, ts, over), before: undefined };
});
const routed = fc.tuple(when, symbol, size).map(([ts, name, n]): JoinedChange => {
  const policy = {
    makerFirst: n > 0,
    bias: n / 9,
    offsetBps: undefined,
    quality: undefined,
    biasLabel: undefined,
  };
  const row = route(`${ts} ${n}`, {
    ts,
    symbol: name,
    slippageBps: n,
    ackMs: n * n,
    makerStart: n > 0,
    policy,
  });
  return { kind: 'routed', route: row };
});
const nav = fc
  .tuple(when, size)
  .map(([ts, n]): JoinedChange => equity(ts, 100 + n, n > 5 ? { drawdownPct: n } : {}));
const risk = fc.tuple(when, size).map(([ts, n]): JoinedChange => ({
  kind: 'risk',
  ts,
  text: String(n),
  portfolioDrawdownPct: n,
  mode: undefined,
  symbols: new Map([['A', { drawdownTodayPct: n, volRegime: 'hot' }]]),
}));
const caution = fc
  .tuple(when, fc.constantFrom('gap', 'torn'))
  .map(([ts, code]): JoinedChange => ({ kind: 'caution', ts, code, incomplete: code === 'gap' }));
/** Facts without two trades or rows of one identity: the join has seen to that. */
const changes = fc.uniqueArray(fc.oneof(trade, trade, routed, routed, nav, risk, caution), {
  maxLength: 30,
  selector: idOf,
});

function idOf(change: JoinedChange): string {
  if (change.kind === 'trade') return change.trade.id + change.trade.symbol;
  if (change.kind === 'routed') return `route ${change.route.id}${change.route.symbol}`;
  return JSON.stringify(change);
}

const tsOf = (change: JoinedChange): number =>
  'trade' in change
    ? change.trade.ts
    : 'route' in change
      ? change.route.ts
      : 'ts' in change
        ? change.ts
        : 'asOf' in change
          ? change.asOf
          : ASOF;

interface Law {
  readonly name: string;
  /** The view at asOf of these facts. */
  readonly over: (changes: readonly JoinedChange[], asOf: number) => unknown;
  readonly check: (changes: readonly JoinedChange[]) => void;
}

function lawsOf<State, Out>(name: string, make: () => Fold<JoinedChange, State, Out>): Law {
  return {
    name,
    over: (all, asOf) => foldOver(make(), all, asOf),
    check(all) {
      const fold = make();
      let state = fold.init();
      const other = fold.init();
      const blank = fold.view(other, ASOF);
      for (const change of all) state = fold.step(state, change);
      const first = fold.view(state, ASOF);
      fold.view(state, ASOF - 3 * MINUTE);
      expect(fold.view(state, ASOF), 'a view leaves its state as it was').to.deep.equal(first);
      expect(fold.view(other, ASOF), 'two inits share nothing').to.deep.equal(blank);
      state = fold.step(state, tick(ASOF));
      expect(fold.view(state, ASOF), 'a tick is no news').to.deep.equal(first);
    },
  };
}

const FOLDS: readonly Law[] = [
  lawsOf('measureExpectancy', () => measureExpectancy(settings)),
  lawsOf('keepScore', () => keepScore(settings)),
  lawsOf('measureRouter', () => measureRouter(settings)),
  lawsOf('measureAccount', () => measureAccount(desk)),
  lawsOf('measureProvenance', () => measureProvenance(settings, ['a warning'])),
];

for (const { name, over, check } of FOLDS) {
  describe(`the laws of folds: ${name}`, () => {
    it('the same inputs in any order give the same view', () => {
      const shuffled = changes.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      );
      fc.assert(
        fc.property(shuffled, ([all, other]) => {
          expect(JSON.stringify(entries(over(other, ASOF)))).to.equal(
            JSON.stringify(entries(over(all, ASOF))),
          );
        }),
      );
    });

    it('view leaves its state as it was, two inits share nothing, a tick is no news', () => {
      fc.assert(fc.property(changes, check));
    });

    it('inputs at or before asOf − horizon change nothing', () => {
      fc.assert(
        fc.property(changes, (all) => {
          const inside = all.filter((change) => tsOf(change) > ASOF - HORIZON);
          // Rows leave by the join's word, as they do in the graph.
          const left = all.flatMap((change): readonly JoinedChange[] => {
            if (tsOf(change) > ASOF - HORIZON) return [];
            if (change.kind === 'trade') return [{ kind: 'untrade', trade: change.trade }];
            return change.kind === 'routed' ? [{ kind: 'unrouted', route: change.route }] : [];
          });
          expect(over([...all, ...left], ASOF)).to.deep.equal(over(inside, ASOF));
        }),
      );
    });
  });
}

/** Maps as lists, so that two views can be compared as text. */
function entries(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(entries);
  if (Array.isArray(value)) return value.map(entries);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, item]) => [key, entries(item)]);
}
