import { policyRow } from './rows/metric-row';
import { float, PyObject, PyValue, pythonJson } from './text/python-json';
import { epochSeconds } from './text/python-time';
import { SimulatedFile } from './market/settings';
import { Equity } from './trading/equity';
import { signOf } from './trading/order';
import { leftOf } from './trading/position';
import { SymbolDesk } from './trading/symbol-desk';
import { Trader } from './trading/trader';
import { Truth } from './truth/truth';

const NAV_LOG_POINTS = 720;

/** The state files as the executor leaves them at the end of the history: an equity without a peak, and its series. */
export function snapshotFiles(
  desks: readonly SymbolDesk[],
  equity: Equity,
  truth: Truth,
): readonly SimulatedFile[] {
  const series = equity.lastMinutes(NAV_LOG_POINTS);
  const end = series.at(-1) ?? { tsUs: 0, equityUsd: 0 };
  const updated = { updated_ts: epochSeconds(end.tsUs) };
  const traders = desks.map(({ trader }) => trader);
  return [
    jsonFile('nav_log.json', series.map(navPoint)),
    jsonFile('state/nav.json', { nav: float(end.equityUsd), nav_usd: float(end.equityUsd), ...updated }),
    jsonFile('state/positions.json', {
      updated: epochSeconds(end.tsUs),
      rows: desks.flatMap((desk) => positionRows(desk, end.tsUs)),
    }),
    jsonFile('state/risk_snapshot.json', {
      ...updated,
      symbols: traders.map((trader) => riskOf(trader, equity, end.equityUsd)),
    }),
    jsonFile('state/router_health.json', {
      ...updated,
      symbols: traders.map((trader) => healthOf(trader, truth)),
    }),
  ];
}

function jsonFile(path: string, content: PyValue): SimulatedFile {
  return { path, bytes: Buffer.from(`${pythonJson(content)}\n`, 'latin1') };
}

function navPoint({ tsUs, equityUsd }: { readonly tsUs: number; readonly equityUsd: number }): PyObject {
  return { t: epochSeconds(tsUs), nav: float(equityUsd), unrealized_pnl: float(0) };
}

// The executor knows nothing of what a restart made it forget.
function positionRows({ trader, standing }: SymbolDesk, endUs: number): readonly PyObject[] {
  const markPrice = trader.markPriceAt(endUs);
  return standing().map((position) => {
    const qty = signOf(position.side) * leftOf(position);
    return {
      symbol: position.symbol,
      positionSide: position.positionSide,
      qty: float(qty),
      entryPrice: float(position.entryPrice),
      unrealized: float(qty * (markPrice - position.entryPrice), 4),
      leverage: 4,
      markPrice: float(markPrice),
    };
  });
}

function riskOf({ profile }: Trader, equity: Equity, equityUsd: number): PyObject {
  return {
    symbol: profile.symbol,
    risk: { dd_today_pct: float((100 * equity.drawdownUsd(profile.symbol)) / equityUsd, 4) },
    vol: { atr_regime: profile.atrRegime },
  };
}

function healthOf({ profile }: Trader, truth: Truth): PyObject {
  const own = truth.symbols[profile.symbol];
  if (own === undefined) return { symbol: profile.symbol };
  return {
    symbol: profile.symbol,
    maker_fill_rate: float(own.maker_fill_rate, 4),
    fallback_rate: float(own.fallback_rate, 4),
    slippage_p50: float(own.slippage_p50_bps, 4),
    slippage_p95: float(own.slippage_p95_bps, 4),
    ack_latency_p50_ms: float(own.ack_p50_ms, 1),
    volatility_scale: float(profile.volatilityScale, 3),
    policy: policyRow(profile),
  };
}
