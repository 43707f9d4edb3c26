import { expect } from 'chai';
import { settingsFrom } from '../../../src/model/fund/settings';
import { parseWindow, type Window } from '../../../src/model/values/window';
import { foldOver } from '../../../operators/core/fold';
import { measureExpectancy, type ExpectancyView } from '../../../operators/expectancy/measure-expectancy';
import { tradesIn } from '../../../src/model/trades-in';
import { measureRouter } from '../../../operators/router/measure-router';
import { DAY, MINUTE, route, tradeOf } from '../made';

const ASOF = 10 * DAY;
const windowOf = (name: string): Window => {
  const window = parseWindow(name);
  if (window === undefined) throw new Error(`no window: ${name}`);
  return window;
};
const at = (ts: number, over: Parameters<typeof tradeOf>[2] = {}) =>
  tradeOf(1, ts, { id: `t${ts}`, ...over });
const held = (name: string, tss: readonly number[]) =>
  tradesIn(
    tss.map((ts) => at(ts)),
    windowOf(name),
    ASOF,
  ).map((trade) => trade.ts);

describe('a window of width W holds asOf − W < ts ≤ asOf', () => {
  const edge = ASOF - 5 * MINUTE;

  it('not its own far edge, but a millisecond inside', () => {
    expect(held('5m', [edge - 1, edge, edge + 1])).to.deep.equal([edge + 1]);
  });

  it('asOf itself, but not a millisecond after it', () => {
    expect(held('5m', [ASOF - 1, ASOF, ASOF + 1])).to.deep.equal([ASOF - 1, ASOF]);
  });

  it('the last N are the last N by asOf', () => {
    expect(held('last_2', [1, 2, 3, ASOF, ASOF + 1])).to.deep.equal([3, ASOF]);
    expect(held('last_9', [1, 2])).to.deep.equal([1, 2]);
  });
});

describe('measureExpectancy over its windows', () => {
  const settings = settingsFrom({ windows: ['5m', 'last_3'], horizon: '1d' });
  const view = (trades: readonly ReturnType<typeof at>[]): ExpectancyView =>
    foldOver(
      measureExpectancy(settings),
      trades.map((trade) => ({ kind: 'trade' as const, trade, before: undefined })),
      ASOF,
    );

  it('the last N are of the whole fund, before grouping', () => {
    const { windows } = view([
      at(ASOF - 4, { symbol: 'A' }),
      at(ASOF - 3, { symbol: 'B' }),
      at(ASOF - 2, { symbol: 'B' }),
      at(ASOF - 1, { symbol: 'B' }),
    ]);
    expect(windows['last_3']?.sample_count).to.equal(3);
    expect(Object.keys(windows['last_3']?.symbols ?? {})).to.deep.equal(['B']);
    expect(windows['5m']?.sample_count).to.equal(4);
  });

  it('trades of one ts are the last by symbol, then by id', () => {
    const same = ['D', 'C', 'B', 'A'].map((symbol) => at(ASOF, { symbol, id: symbol }));
    expect(Object.keys(view(same).windows['last_3']?.symbols ?? {})).to.deep.equal(['B', 'C', 'D']);
    const ids = ['d', 'c', 'b', 'a'].map((id) => at(ASOF, { id, strategy: id }));
    expect(Object.keys(view(ids).windows['last_3']?.strategies ?? {})).to.deep.equal(['b', 'c', 'd']);
  });

  it('the last N lie inside the horizon: not at its edge', () => {
    const edge = ASOF - DAY;
    expect(view([at(edge)]).windows['last_3']?.sample_count).to.equal(0);
    expect(view([at(edge + 1)]).windows['last_3']?.sample_count).to.equal(1);
  });

  it('the horizon is at least the longest window', () => {
    const long = settingsFrom({ windows: ['2d'], horizon: '1d' });
    const facts = [{ kind: 'trade' as const, trade: at(ASOF - 2 * DAY + 1), before: undefined }];
    expect(foldOver(measureExpectancy(long), facts, ASOF).primary.sample_count).to.equal(1);
  });

  it('the first window is the primary one, and a key with an empty window vanishes', () => {
    const { primary, windows } = view([
      at(ASOF - 6 * MINUTE, { symbol: 'OLD' }),
      at(ASOF, { symbol: 'NEW' }),
    ]);
    expect(primary).to.equal(windows['5m']);
    expect(Object.keys(primary.symbols)).to.deep.equal(['NEW']);
    expect(primary.symbols['NEW']?.curve).to.deep.equal([[ASOF, 1, 1]]);
    expect(windows['last_3']?.symbols['NEW']).not.to.have.property('curve');
  });

  it('router rows are held by the same window; the policy is the latest of the horizon', () => {
    const said = (bias: number) => ({
      policy: { makerFirst: undefined, bias, offsetBps: undefined, quality: undefined, biasLabel: undefined },
    });
    const rows = [
      route('gone', { ts: ASOF - DAY, ...said(0.9) }),
      route('old', { ts: ASOF - DAY + 1, ...said(0.3) }),
      route('edge', { ts: ASOF - 5 * MINUTE }),
      route('new', { ts: ASOF }),
    ];
    const facts = rows.map((each) => ({ kind: 'routed' as const, route: each }));
    const router = foldOver(measureRouter(settings), facts, ASOF).symbols.get('BTCUSDT');
    expect(router?.metrics.sample_count).to.equal(1);
    expect(router?.current_policy.taker_bias).to.equal(0.3);
  });
});
