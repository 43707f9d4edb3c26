import { expect } from 'chai';
import type { RouterSnapshot } from '../../src/model/event';
import type { RouterEntry } from '../../src/model/route';
import { routerOf } from '../../operators/measure-router';
import { routerStats } from '../../operators/router-stats';
import { DAY, DEFAULTS, route } from './made';
import { routesOf, type Rows } from './policy-made';

const fine: Rows = {
  n: 20,
  makerStart: true,
  slippageBps: 1,
  feeBps: 2,
  wobble: 1,
  status: 'FILLED',
  makerFinal: true,
  usedFallback: false,
  ackMs: 100,
};
const routerOfRows = (groups: readonly Rows[], entry?: Partial<RouterEntry>) => {
  const routes = routesOf(groups);
  const view = routerOf(routes, entry && snapshot(entry), DEFAULTS, routes.length);
  return view.symbols.get('BTCUSDT');
};
const snapshot = (entry: Partial<RouterEntry>): RouterSnapshot => ({
  kind: 'router',
  ts: 0,
  text: '',
  symbols: new Map([
    [
      'BTCUSDT',
      {
        makerFillRate: undefined,
        fallbackRate: undefined,
        slippageP50: undefined,
        slippageP95: undefined,
        ackP50Ms: undefined,
        volatilityScale: undefined,
        policy: undefined,
        ...entry,
      },
    ],
  ]),
});
const classOf = (...groups: readonly Rows[]) => {
  const router = routerOfRows(groups);
  return [router?.quality, router?.regime];
};

describe('router health: the numbers', () => {
  it('maker fill rate over the rows that say, fallback rate over the maker starts that say', () => {
    const rows = [
      route('a', { makerStart: true, makerFinal: true, usedFallback: false }),
      route('b', { makerStart: true, makerFinal: false, usedFallback: true }),
      route('c', { makerStart: false, makerFinal: false, usedFallback: true }),
      route('d', { makerStart: true, usedFallback: true }),
      route('e', { makerStart: true, makerFinal: true }),
    ];
    const stats = routerStats(rows);
    expect(stats.makerFill).to.deep.equal({ hits: 2, rows: 4 });
    expect(stats.fallback).to.deep.equal({ hits: 2, rows: 3 });
    expect(stats.makerStartFill).to.deep.equal({ hits: 2, rows: 3 });
    expect(stats.makerStarts).to.equal(4);
  });

  it('slippage and latency quantiles interpolate; the mean fee is over the rows that have one', () => {
    const rows = [3, 1, 4, 2].map((n) => route(`${n}`, { slippageBps: n, ackMs: 100 * n }));
    const fees = [
      route('f', { feesUsd: 1, notionalUsd: 1000 }),
      route('g', { feesUsd: 3, notionalUsd: 1000 }),
    ];
    const { slippage, ack, meanFeeBps, rows: n } = routerStats([...rows, ...fees]);
    expect([slippage.p50, slippage.mean, ack.p50]).to.deep.equal([2.5, 2.5, 250]);
    expect([slippage.p95, ack.p95]).to.deep.equal([3.8499999999999996, 385]);
    expect([meanFeeBps, n]).to.deep.equal([20, 6]);
  });

  it('the cost of a side is over its filled rows with fee and slippage both', () => {
    const paid = { feesUsd: 1, notionalUsd: 1000, slippageBps: 2, status: 'FILLED', makerStart: true };
    const rows = [
      route('a', paid),
      route('b', { ...paid, slippageBps: 6 }),
      route('c', { ...paid, status: 'EXPIRED' }),
      route('d', { ...paid, slippageBps: undefined }),
      route('e', { ...paid, feesUsd: undefined }),
      route('f', { ...paid, makerStart: undefined }),
      route('g', { ...paid, makerStart: false }),
    ];
    const { maker, taker } = routerStats(rows);
    expect(maker).to.deep.equal({ rows: 2, sum: 28, variance: 8 });
    expect(taker).to.deep.equal({ rows: 1, sum: 12, variance: undefined });
  });

  it('a clean fill is FILLED, not cancelled, without a retry, among rows that report a result', () => {
    const rows = [
      route('a', { status: 'FILLED' }),
      route('b', { status: 'FILLED', retries: 0, cancelled: false }),
      route('c', { status: 'FILLED', retries: 1 }),
      route('d', { status: 'FILLED', cancelled: true }),
      route('e', { status: 'EXPIRED' }),
      route('f', { reported: true }),
      route('g', {}),
    ];
    expect(routerStats(rows).cleanFill).to.deep.equal({ hits: 2, rows: 6 });
  });
});

describe('router health: classes', () => {
  it('20 rows are enough to be classed, 19 are not', () => {
    expect(classOf(fine)).to.deep.equal(['good', 'maker_strong']);
    expect(classOf({ ...fine, n: 19 })).to.deep.equal(['unknown', 'unknown']);
    expect(routerOfRows([{ ...fine, n: 0 }])).to.equal(undefined);
  });

  it('slippage p95 meets its thresholds at equality', () => {
    const at = (slippageBps: number) => classOf({ ...fine, slippageBps });
    expect([at(4), at(4.1)]).to.deep.equal([
      ['good', 'maker_strong'],
      ['ok', 'maker_strong'],
    ]);
    expect([at(5), at(5.1)]).to.deep.equal([
      ['ok', 'maker_strong'],
      ['ok', 'balanced'],
    ]);
    expect([at(7.9), at(8)]).to.deep.equal([
      ['ok', 'balanced'],
      ['degraded', 'balanced'],
    ]);
    expect([at(11.9), at(12)]).to.deep.equal([
      ['degraded', 'balanced'],
      ['degraded', 'slippage_hot'],
    ]);
    expect([at(19.9), at(20)]).to.deep.equal([
      ['degraded', 'slippage_hot'],
      ['broken', 'slippage_hot'],
    ]);
    expect([at(24.9), at(25)]).to.deep.equal([
      ['broken', 'slippage_hot'],
      ['broken', 'broken'],
    ]);
  });

  it('so does ack p50', () => {
    const at = (ackMs: number) => classOf({ ...fine, ackMs }).join(' ');
    const found = [800, 801, 1499, 1500, 2499, 2500, 2999, 3000].map(at);
    const strong = ['good', 'ok', 'ok', 'degraded', 'degraded', 'broken', 'broken'].map(
      (q) => `${q} maker_strong`,
    );
    expect(found).to.deep.equal([...strong, 'broken broken']);
  });

  it('so do the rates', () => {
    const at = (entry: Partial<RouterEntry>) => {
      const router = routerOfRows([], { makerFillRate: 0.5, fallbackRate: 0, slippageP95: 1, ...entry });
      return `${router?.quality} ${router?.regime}`;
    };
    const fallbacks = [0.3, 0.31, 0.4, 0.41, 0.54, 0.55, 0.59, 0.6, 0.84, 0.85, 0.89, 0.9];
    expect(fallbacks.map((fallbackRate) => at({ makerFillRate: 0.7, fallbackRate }))).to.deep.equal([
      'good maker_strong',
      'good balanced',
      'good balanced',
      'ok balanced',
      'ok balanced',
      'ok fallback_heavy',
      'ok fallback_heavy',
      'degraded fallback_heavy',
      'degraded fallback_heavy',
      'degraded broken',
      'degraded broken',
      'broken broken',
    ]);
    const makers = [0.2, 0.21, 0.69, 0.7].map((makerFillRate) => at({ makerFillRate }));
    expect(makers).to.deep.equal(['ok broken', 'ok balanced', 'ok balanced', 'good maker_strong']);
  });

  it('a missing number meets no threshold; a missing latency still allows good', () => {
    const missing = (entry: Partial<RouterEntry>) => routerOfRows([], entry)?.quality;
    expect(missing({ makerFillRate: 0.9, fallbackRate: 0.1, slippageP95: 1 })).to.equal('good');
    expect(missing({ makerFillRate: 0.9, fallbackRate: 0.1 })).to.equal('ok');
    expect(missing({ makerFillRate: 0.9, slippageP95: 1 })).to.equal('ok');
    expect(missing({ fallbackRate: 0.1, slippageP95: 1 })).to.equal('ok');
  });

  it('the maker terms need 20 rows that started as maker', () => {
    const taker = { ...fine, makerStart: false, makerFinal: undefined };
    expect(classOf({ ...fine, n: 19 }, { ...taker, n: 5 })).to.deep.equal(['ok', 'balanced']);
    expect(classOf({ ...fine, n: 20 }, { ...taker, n: 5 })).to.deep.equal(['good', 'maker_strong']);
    const failing = { ...fine, makerFinal: false, usedFallback: true };
    expect(classOf({ ...failing, n: 19 }, { ...taker, n: 5 })).to.deep.equal(['ok', 'balanced']);
    expect(classOf({ ...failing, n: 20 }, { ...taker, n: 5 })).to.deep.equal(['broken', 'broken']);
  });

  it('a symbol whose rows have left the window is unknown, from no source', () => {
    const week = 7 * DAY;
    const at = (asOf: number) =>
      routerOf([route('r', { ts: 1 })], undefined, DEFAULTS, asOf).symbols.get('BTCUSDT');
    expect(at(week)?.metrics).to.include({ source: 'rows', sample_count: 1 });
    expect(at(week + 1)?.metrics).to.include({ source: 'none', sample_count: 0 });
    expect([at(week + 1)?.quality, at(week + 1)?.regime]).to.deep.equal(['unknown', 'unknown']);
  });

  it('a symbol without rows takes the snapshot’s entry, one with a row does not', () => {
    const entry = { makerFillRate: 0.9, fallbackRate: 0.1, slippageP50: 0.5, slippageP95: 1, ackP50Ms: 50 };
    const bare = routerOfRows([], entry);
    expect(bare?.metrics).to.deep.include({
      source: 'snapshot',
      maker_fill_rate: 0.9,
      slippage_p50: 0.5,
      sample_count: 0,
    });
    expect([bare?.quality, bare?.regime]).to.deep.equal(['good', 'maker_strong']);
    const one = routerOfRows([{ ...fine, n: 1 }], entry);
    expect(one?.metrics).to.deep.include({ source: 'rows', sample_count: 1 });
    expect(one?.quality).to.equal('unknown');
  });
});
