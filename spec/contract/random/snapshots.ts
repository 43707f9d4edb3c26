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
export function navOf(rng: Seeded, asOf: number, spanMs: number, peak: number): object {
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
      { nav: equity(), nav_usd: equity() },
      { nav_usd: equity() },
      { equity: String(equity()) },
      { equity: NaN },
      { equity: rng.pick([0, -5]) },
      {},
    ]),
    series: rng.known(0.8, series),
    [rng.pick(['peak_equity', 'peak'])]: rng.maybe(0.3, rng.pick([peak, peak * 1.03])),
    drawdown_pct: rng.maybe(0.3, rng.pick([0, 3, -4.7, 5, -6, 9.7, 10, 12])),
  };
}

/** nav_log.json: the executor's own series, with a fetch that failed now and then. */
export function navLogOf(rng: Seeded, asOf: number, peak: number): readonly object[] {
  const count = rng.pick([0, 1, 5, 60]);
  const stepMs = rng.pick([60_000, 600_000, 4 * HOUR]);
  // A point that is not to be believed: a minute later it is gone.
  const jump = stepMs === 60_000 && count > 5 && rng.chance(0.3) ? rng.int(3, count - 3) : undefined;
  return Array.from({ length: count }, (_, i) => ({
    t: timeAs(rng, asOf - (count - 1 - i) * stepMs),
    nav:
      i === jump
        ? peak * 6
        : rng.chance(0.05)
          ? 0
          : peak * (1 - rng.pick([0, 1, 4.9, 5, 5.1, 9.6, 10.5]) / 100),
    unrealized_pnl: 0,
  }));
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
      { portfolio_dd_pct: portfolio },
      { portfolio_dd_pct: 0.06 },
      { dd_frac: 0.055, drawdown_pct: 0.055 },
    ]),
  };
}

export function positionsOf(rng: Seeded, markets: readonly Market[], asOf: number): unknown {
  const rows = [...markets, ...markets.slice(0, 1)].map((market) => ({
    symbol: spelled(rng, market.symbol),
    [rng.pick(['qty', 'positionAmt'])]: rng.maybe(0.9, rng.pick([0, 2, -1.5, '2'])),
    [rng.pick(['mark_price', 'markPrice'])]: rng.maybe(0.95, rng.pick([100, 2500.5, 0])),
    notional: rng.maybe(0.5, rng.pick([300, -120, 0])),
    side: 'LONG',
  }));
  return rng.pick<unknown>([
    rows,
    { ...madeAt(rng, asOf), positions: rows },
    { ...madeAt(rng, asOf), items: rows },
    { updated: timeAs(rng, asOf - rng.pick([0, HOUR])), rows: rows.slice(0, 1) },
    { ...madeAt(rng, asOf), positions: [...rows, { symbol: 'ODD-PERP', qty: 1, mark_price: 1 }] },
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
