import { Json, prettyJson } from './text/pretty-json';
import { SimulatedFile } from './market/settings';
import { STRATEGIES } from './market/strategies';
import { SymbolProfile, Tier } from './market/symbol-profile';

/** The fund's four configs for the simulated symbols, with the usual mix: caps as fractions, shares in percent. */
export function configFiles(profiles: readonly SymbolProfile[]): readonly SimulatedFile[] {
  return [
    configFile('risk_limits', riskLimits(profiles)),
    configFile('pairs_universe', pairsUniverse(profiles)),
    configFile('strategy_registry', strategyRegistry()),
    configFile('strategy_config', strategyConfig(profiles)),
  ];
}

const MAX_NAV_SHARE: Readonly<Record<Tier, number>> = { CORE: 0.25, SATELLITE: 0.15, TACTICAL: 0.08 };
const MAX_ORDER_USD: Readonly<Record<Tier, number>> = { CORE: 80_000, SATELLITE: 25_000, TACTICAL: 15_000 };
const MAX_LEVERAGE: Readonly<Record<Tier, number>> = { CORE: 4, SATELLITE: 3, TACTICAL: 2 };
const MIN_NOTIONAL_USD = 100;

function configFile(stem: string, content: Json): SimulatedFile {
  return { path: `config/${stem}.json`, bytes: Buffer.from(prettyJson(content)) };
}

// The nav series is hourly, so an hour and a half is fresh.
function riskLimits(profiles: readonly SymbolProfile[]): Json {
  return {
    global: {
      daily_loss_limit_pct: 5,
      cooldown_minutes_after_stop: 30,
      max_trades_per_symbol_per_hour: 10,
      drawdown_alert_pct: 3,
      max_gross_exposure_pct: 150,
      max_symbol_exposure_pct: 40,
      max_nav_drawdown_pct: 10,
      max_concurrent_positions: 6,
      max_leverage: 4,
      min_notional_usdt: MIN_NOTIONAL_USD,
      max_trade_nav_pct: 0.12,
      trade_equity_nav_pct: 0.15,
      symbol_notional_share_cap_pct: 25,
      symbol_drawdown_cap_pct: 3,
      tiers: {
        CORE: { per_symbol_nav_pct: 30 },
        SATELLITE: { per_symbol_nav_pct: 20 },
        TACTICAL: { per_symbol_nav_pct: 10 },
      },
    },
    router_autotune_v6: {
      min_bias: 0.1,
      max_bias: 0.9,
      max_bias_step: 0.05,
      min_offset_bps: 0.5,
      max_offset_bps: 8,
      max_offset_step_bps: 1,
    },
    nav_freshness_seconds: 5400,
    fail_closed_on_nav_stale: true,
    reset_timezone: 'UTC',
    quote_symbols: ['USDT', 'USDC'],
    restricted_symbols: [],
    per_symbol: Object.fromEntries(
      profiles.map(({ symbol, tier }) => [
        symbol,
        {
          min_notional: MIN_NOTIONAL_USD,
          max_order_notional: MAX_ORDER_USD[tier],
          max_leverage: MAX_LEVERAGE[tier],
          max_nav_pct: MAX_NAV_SHARE[tier],
        },
      ]),
    ),
    non_prod: { require_dry_run: true },
  };
}

function pairsUniverse(profiles: readonly SymbolProfile[]): Json {
  return {
    version: 'v6.0',
    symbols: profiles.map(({ symbol }) => symbol),
    universe: profiles.map(({ symbol, tier, enabled }) => ({
      symbol,
      tier,
      bucket: tier,
      enabled,
      status: enabled ? 'enabled' : 'disabled',
      target_leverage: MAX_LEVERAGE[tier],
      max_leverage: MAX_LEVERAGE[tier],
      min_notional: MIN_NOTIONAL_USD,
      min_gross_usd: 15,
      caps: {
        max_nav_pct: MAX_NAV_SHARE[tier],
        max_order_notional: MAX_ORDER_USD[tier],
        max_concurrent_positions: enabled ? 2 : 0,
      },
    })),
  };
}

function strategyRegistry(): Json {
  return {
    strategies: Object.fromEntries(
      STRATEGIES.map(({ id, capacityUsd, maxConcurrent }) => [
        id,
        { enabled: true, capacity_usd: capacityUsd, max_concurrent: maxConcurrent },
      ]),
    ),
  };
}

function strategyConfig(profiles: readonly SymbolProfile[]): Json {
  const symbols = profiles.filter(({ enabled }) => enabled).map(({ symbol }) => symbol);
  return {
    use_futures: true,
    poll_seconds: 300,
    universe: symbols,
    sizing: { default_leverage: 3, slippage_bps: 3, taker_fee_bps: 5 },
    strategies: STRATEGIES.map(({ id, stopPct }) => ({
      id,
      label: id.replaceAll('_', ' '),
      enabled: true,
      symbols,
      timeframe: '15m',
      params: { leverage: 3, risk: { fixed_sl_pct: stopPct, fixed_tp_pct: 2 * stopPct, max_bars: 60 } },
    })),
  };
}
