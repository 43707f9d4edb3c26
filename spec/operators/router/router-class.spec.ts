import { expect } from 'chai';
import { routerOf } from '../../../operators/router/measure-router';
import type { Route, RouterEntry } from '../../../src/model/route';
import { DAY, DEFAULTS, route } from '../made';
import { classOf, fine, routerOfRows } from './router-made';

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
      const calm = { makerFillRate: 0.5, fallbackRate: 0, slippageP95: 1, ackP50Ms: 100 };
      const router = routerOfRows([], { ...calm, ...entry });
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

  it('a missing number meets no threshold; without slippage or the maker side nothing but broken can be said', () => {
    const shown = { makerFillRate: 0.9, fallbackRate: 0.1, slippageP95: 1, ackP50Ms: 100 };
    const at = (hidden: Partial<RouterEntry>) => {
      const router = routerOfRows([], { ...shown, ...hidden });
      return `${router?.quality} ${router?.regime}`;
    };
    expect(at({})).to.equal('good maker_strong');
    expect(at({ ackP50Ms: undefined })).to.equal('ok maker_strong');
    for (const name of ['makerFillRate', 'fallbackRate', 'slippageP95'] as const)
      expect(at({ [name]: undefined }), name).to.equal('unknown unknown');
    expect(at({ slippageP95: undefined, fallbackRate: 0.9 })).to.equal('broken broken');
    expect(at({ fallbackRate: undefined, slippageP95: 25 })).to.equal('broken broken');
    expect(at({ makerFillRate: undefined, ackP50Ms: 2500 })).to.equal('broken unknown');
    expect(at({ slippageP95: undefined, fallbackRate: 0.6 })).to.equal('unknown unknown');
  });

  it('the maker terms need 20 rows that started as maker; without them a router with makers is unknown', () => {
    const taker = { ...fine, makerStart: false, makerFinal: undefined };
    expect(classOf({ ...taker, n: 25 })).to.deep.equal(['ok', 'balanced']);
    expect(classOf({ ...fine, n: 19 }, { ...taker, n: 5 })).to.deep.equal(['unknown', 'unknown']);
    expect(classOf({ ...fine, n: 20 }, { ...taker, n: 5 })).to.deep.equal(['good', 'maker_strong']);
    const failing = { ...fine, makerFinal: false, usedFallback: true };
    expect(classOf({ ...failing, n: 19 }, { ...taker, n: 5 })).to.deep.equal(['unknown', 'unknown']);
    expect(classOf({ ...failing, n: 20 }, { ...taker, n: 5 })).to.deep.equal(['broken', 'broken']);
  });

  it('a number counts with 20 rows that carry it', () => {
    const slow = { ...fine, ackMs: 2600 };
    expect(classOf({ ...fine, n: 19, slippageBps: undefined }, { ...fine, n: 19 })).to.deep.equal([
      'unknown',
      'unknown',
    ]);
    expect(classOf({ ...slow, n: 20, slippageBps: undefined }, { ...fine, n: 19 })[0]).to.equal('broken');
    expect(classOf({ ...fine, n: 20, makerFinal: undefined }, { ...fine, n: 19 })[0]).to.equal('unknown');
  });

  it('rows that tell of a maker side, but not how they started, hide it', () => {
    const hidden = (over: Partial<Route>): string | undefined => {
      const rows = Array.from({ length: 20 }, (_, i) =>
        route(`r${i}`, { ts: i + 1, slippageBps: 1, ackMs: 100, ...over }),
      );
      return routerOf(rows, undefined, DEFAULTS, 20).symbols.get('BTCUSDT')?.quality;
    };
    expect(hidden({})).to.equal('ok');
    expect(hidden({ usedFallback: true })).to.equal('unknown');
    expect(hidden({ makerFinal: false })).to.equal('unknown');
    expect(hidden({ usedFallback: true, twap: true, ackMs: undefined })).to.equal('ok');
    expect(hidden({ ackMs: 2600, makerFinal: false })).to.equal('broken');
  });

  it('a symbol whose rows have left the window is unknown, from no source', () => {
    const fortnight = 14 * DAY;
    const at = (asOf: number) =>
      routerOf([route('r', { ts: 1 })], undefined, DEFAULTS, asOf).symbols.get('BTCUSDT');
    expect(at(fortnight)?.metrics).to.include({ source: 'rows', sample_count: 1 });
    expect(at(fortnight + 1)?.metrics).to.include({ source: 'none', sample_count: 0 });
    expect([at(fortnight + 1)?.quality, at(fortnight + 1)?.regime]).to.deep.equal(['unknown', 'unknown']);
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
