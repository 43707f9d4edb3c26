import type { Market } from './markets';
import type { Seeded } from './seeded';

const share = (rng: Seeded): number => rng.pick([0.05, 0.08, 0.15, 0.25, 0.9, 1, 25, 30, 100]);
const few = (rng: Seeded): number => rng.pick([0, 1, 2, 3, 5]);

function capsOf(rng: Seeded, likely: number): object {
  return {
    max_nav_pct: rng.known(likely, share(rng)),
    max_trade_nav_pct: rng.known(likely, share(rng)),
    max_concurrent_positions: rng.known(likely, few(rng)),
  };
}

/** pairs_universe.json: some of the markets, some of them disabled, and one that never traded. */
export function universeOf(rng: Seeded, markets: readonly Market[]): object {
  const listed = markets.filter(() => rng.chance(0.85)).map((market) => market.symbol);
  return {
    universe: [...listed, ...(rng.chance(0.5) ? ['newusdt'] : [])].map((symbol) => ({
      symbol,
      tier: rng.known(0.8, rng.pick(['CORE', 'core', 'ALT-EXT', 'alt_ext'])),
      enabled: rng.pick([true, true, true, true, true, false, undefined]),
      status: rng.known(0.3, rng.pick(['trading', 'Active', 'live', 'enabled', 'TRADING', 'delisted'])),
      caps: rng.known(0.7, capsOf(rng, 0.6)),
    })),
  };
}

export function limitsOf(rng: Seeded, markets: readonly Market[]): object {
  const tier = (): object => ({ ...capsOf(rng, 0.2), per_symbol_nav_pct: rng.known(0.8, share(rng)) });
  const own = markets
    .filter((market) => market.symbol !== '__PROTO__' && rng.chance(0.5))
    .map((market) => [market.symbol.toLowerCase(), capsOf(rng, 0.6)] as const);
  return {
    global: {
      ...capsOf(rng, 0.4),
      max_nav_drawdown_pct: rng.known(0.4, rng.pick([6, 10, 20, 1, 0.1, 0.25])),
      symbol_notional_share_cap_pct: rng.known(0.6, share(rng)),
      max_symbol_exposure_pct: rng.known(0.3, share(rng)),
      max_gross_exposure_pct: rng.known(0.3, rng.pick([10, 0.3, 60, 150])),
      min_notional_usdt: rng.known(0.5, rng.pick([5, 100, 20, 1000])),
      tiers: { CORE: tier(), 'ALT-EXT': tier() },
    },
    restricted_symbols: rng.known(0.3, rng.pick([['ethusdt'], [], [' XRPUSDT', 'NEWUSDT']])),
    per_symbol: Object.fromEntries(own),
    nav_freshness_seconds: rng.known(0.5, rng.pick([5400, 60, 1e9])),
    router_autotune_v6: rng.chance(0.6) ? autotuneOf(rng) : undefined,
  };
}

function autotuneOf(rng: Seeded): object {
  const all: Readonly<Record<string, number>> = {
    min_bias: rng.pick([0, 0.1, 0.3]),
    max_bias: rng.pick([0.5, 0.9, 1]),
    max_bias_step: rng.pick([0, 0.05, 0.3]),
    min_offset_bps: rng.pick([0, 0.5, 1]),
    max_offset_bps: rng.pick([3, 8]),
    max_offset_step_bps: rng.pick([0, 1, 0.3]),
  };
  return Object.fromEntries(Object.entries(all).filter(() => rng.chance(0.7)));
}

export function registryOf(rng: Seeded): unknown {
  const row = (): object => ({
    enabled: rng.pick([true, true, false, undefined]),
    capacity_usd: rng.known(0.85, rng.pick([500, 20_000, 1e6])),
    max_concurrent: rng.known(0.7, few(rng)),
  });
  const ids = rng
    .shuffled(['trend', 'vol_target', 'unknown', 'idle', 'unattributed'])
    .slice(0, rng.int(0, 4));
  const mapped = Object.fromEntries(ids.map((id) => [id, row()]));
  const listed = ids.map((id) => ({ [rng.pick(['id', 'strategy_id', 'name'])]: id, ...row() }));
  return rng.pick<unknown>([mapped, { strategies: mapped }, { strategies: listed }, listed]);
}

export function strategiesOf(rng: Seeded): object {
  const row = (): object => {
    const stop = rng.pick([0.5, 2, 0.9, 0, -1, 0.02, 0.05]);
    return rng.pick<object>([
      { params: { risk: { fixed_sl_pct: stop } } },
      { params: { fixed_sl_pct: stop } },
      { fixed_sl_pct: stop },
      { params: { risk: { fixed_sl_pct: 0 }, fixed_sl_pct: 1.5 } },
      {},
    ]);
  };
  const ids = ['trend', 'vol_target', 'fàde', 'unattributed'].filter(() => rng.chance(0.6));
  return rng.chance(0.5)
    ? { strategies: ids.map((id) => ({ id, ...row() })) }
    : { strategies: Object.fromEntries(ids.map((id) => [id, row()])) };
}
