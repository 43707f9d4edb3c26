import type { Settings } from '../../../src/model/fund/settings';
import type { RouterRates } from '../../router/router-stats';
import type { HitCount } from '../../router/tallies';
import type { ScorePart } from './part';

/** What a fill costs, fees and slippage together. */
export const cost: ScorePart = {
  name: 'cost',
  about: 'Mean fee plus mean slippage: 1 at no cost, 1/2 at 10 bps.',
  readsRouter: true,
  of({ router }, { score: { prior } }) {
    const fee = router.meanFeeBps;
    const slippage = router.slippage.mean;
    if (fee === undefined && slippage === undefined) return undefined;
    const value = falling((fee ?? 0) + (slippage ?? 0), 10);
    return fee === undefined || slippage === undefined
      ? { value: Math.min(prior, value), missing: true }
      : value;
  },
};

/** Makers fill and fall back seldom. */
export const reliability: ScorePart = {
  name: 'reliability',
  about: 'Maker fill rate times one minus fallback rate, both shrunk towards all symbols.',
  readsRouter: true,
  readsPool: true,
  of({ router, pooled }, settings) {
    const filled = shrunk(router, pooled, (stats) => stats.makerFill, settings);
    const fellBack = shrunk(router, pooled, (stats) => stats.fallback, settings);
    return filled === undefined || fellBack === undefined ? undefined : filled * (1 - fellBack);
  },
};

/** The bad fills. */
export const tail: ScorePart = {
  name: 'tail',
  about: '95th percentile of slippage: 1 at none, 1/2 at 10 bps.',
  readsRouter: true,
  of: ({ router }) => (router.slippage.p95 === undefined ? undefined : falling(router.slippage.p95, 10)),
};

/** How long the venue takes to acknowledge, at its worst. */
export const latency: ScorePart = {
  name: 'latency',
  about: '95th percentile of the acknowledgement: 1 at once, 1/2 at one second.',
  readsRouter: true,
  of: ({ router }) => (router.ack.p95 === undefined ? undefined : falling(router.ack.p95, 1000)),
};

/** Orders that simply fill. */
export const liquidity: ScorePart = {
  name: 'liquidity',
  about: 'Share of attempts that filled without cancel or retry, shrunk towards all symbols.',
  readsRouter: true,
  readsPool: true,
  of: ({ router, pooled }, settings) => shrunk(router, pooled, (stats) => stats.cleanFill, settings),
};

function falling(value: number, half: number): number {
  return 1 / (1 + Math.max(0, value) / half);
}

// A rate with pseudo-rows at the pooled rate; undefined when no own row carries it.
function shrunk(
  router: RouterRates,
  pooled: RouterRates,
  of: (stats: RouterRates) => HitCount,
  settings: Settings,
): number | undefined {
  const own = of(router);
  const all = of(pooled);
  if (own.rows === 0 || all.rows === 0) return undefined;
  const pseudo = settings.score.pseudo_rows;
  return (own.hits + (pseudo * all.hits) / all.rows) / (own.rows + pseudo);
}
