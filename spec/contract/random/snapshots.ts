import type { Market } from './markets';
import { spelled } from './markets';
import { policyOf } from './rows';
import type { Seeded } from './seeded';
import { DAY, HOUR, timeAs } from './times';

/** When a snapshot says it was made: now, a while ago, later than the question, or it does not say. */
function madeAt(rng: Seeded, asOf: number): object {
  const ago = rng.pick([0, 0, 100_000, 150_000, 150_001, 2 * HOUR, 40 * DAY, -1000]);
  return rng.chance(0.2) ? {} : { [rng.pick(['updated_ts', 'updated_at', 'ts'])]: timeAs(rng, asOf - ago) };
}

/** nav.json: equity with a series that falls to depths near the thresholds of the risk modes. */
export function navOf(rng: Seeded, asOf: number, spanMs: number): object {
  const peak = rng.pick([100_000, 12_345.67, 250]);
  const depth = (): number => rng.pick([0, 1, 4.4, 4.5, 4.51, 4.99, 5, 5.2, 6, 9, 9.5, 9.6, 10, 12, 40]);
  const equity = (): number => peak * (1 - depth() / 100);
  const series = Array.from({ length: rng.pick([0, 1, 3, 8]) }, () => ({
    [rng.pick(['ts', 't'])]: timeAs(
      rng,
      asOf - Math.floor(rng.next() * spanMs * 1.2) + rng.pick([0, 0, HOUR]),
    ),
    [rng.pick(['equity', 'nav'])]: rng.maybe(0.95, equity()),
  }));
  return {
    ...madeAt(rng, asOf),
    ...rng.pick<object>([
      { equity: equity() },
      { equity: equity() },
      { nav_total: equity() },
      { nav: equity(), total_equity: 5 },
      { nav_usd: equity() },
      { equity: NaN },
      { equity: rng.pick([0, -5]) },
      {},
    ]),
    series: rng.known(0.8, series),
    peak_equity: rng.maybe(0.3, rng.pick([peak, peak * 1.03, 0])),
    drawdown_pct: rng.maybe(0.3, rng.pick([0, 3, -4.7, 5, -6, 9.7, 10, 12])),
  };
}

export function riskOf(rng: Seeded, markets: readonly Market[], asOf: number): object {
  const rows = markets.map((market) => ({
    symbol: spelled(rng, market.symbol),
    risk: rng.known(0.7, { dd_today_pct: rng.maybe(0.7, rng.pick([0, -2, 4.9, -5, 6, -14])) }),
    vol: rng.known(0.8, { atr_regime: rng.known(0.9, rng.pick(['quiet', 'normal', 'HOT', 'panic', 'odd'])) }),
  }));
  const portfolio = rng.pick([-3, 5, 9.6, 11]);
  return {
    ...madeAt(rng, asOf),
    symbols: rng.known(0.9, rows),
    ...rng.pick<object>([
      {},
      {},
      { drawdown_pct: portfolio },
      { portfolio_drawdown_pct: portfolio },
      { portfolio: { dd_pct: portfolio } },
    ]),
  };
}

export function positionsOf(rng: Seeded, markets: readonly Market[], asOf: number): unknown {
  const rows = [...markets, ...markets.slice(0, 1)].map((market) => ({
    symbol: spelled(rng, market.symbol),
    qty: rng.maybe(0.9, rng.pick([0, 2, -1.5])),
    mark_price: rng.maybe(0.95, rng.pick([100, 2500.5])),
    side: 'LONG',
  }));
  return rng.pick<unknown>([
    rows,
    { ...madeAt(rng, asOf), positions: rows },
    { ...madeAt(rng, asOf), items: rows },
  ]);
}

export function routerHealthOf(rng: Seeded, markets: readonly Market[], asOf: number): object {
  const entry = (market: Market): object => ({
    symbol: spelled(rng, market.symbol),
    maker_fill_rate: rng.maybe(0.8, rng.pick([0.1, 0.2, 0.7, 0.9])),
    fallback_rate: rng.maybe(0.8, rng.pick([0.1, 0.3, 0.4, 0.55, 0.6, 0.85, 0.9])),
    slippage_p50: rng.maybe(0.8, 1),
    [rng.pick(['slippage_p95', 'slip_q95'])]: rng.maybe(0.8, rng.pick([1, 4, 5, 8, 12, 20, 25])),
    ack_latency_p50_ms: rng.maybe(0.8, rng.pick([100, 800, 1500, 2500, 3000])),
    volatility_scale: rng.maybe(0.5, rng.pick([0.5, 1, 1.4, 3])),
    policy: rng.known(0.7, policyOf(rng)),
  });
  const listed = markets.map(entry);
  const mapped = Object.fromEntries(markets.map((market) => [market.symbol, entry(market)]));
  return {
    ...madeAt(rng, asOf),
    [rng.pick(['symbols', 'per_symbol'])]: rng.chance(0.7) ? listed : mapped,
  };
}
