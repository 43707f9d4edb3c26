import { Ledger } from './trading/ledger';
import { policyRow } from './rows/metric-row';
import { float, PyObject, PyValue, pythonJson } from './text/python-json';
import { epochSeconds } from './text/python-time';
import { SimulatedFile } from './market/settings';
import { Trader } from './trading/trader';
import { Truth } from './truth/truth';

/** The state files as the executor leaves them at the end of the history. */
export function snapshotFiles(
  traders: readonly Trader[],
  ledger: Ledger,
  truth: Truth,
): readonly SimulatedFile[] {
  const series = ledger.equity();
  const end = series.at(-1) ?? { tsUs: 0, equityUsd: 0 };
  const updated = { updated_ts: epochSeconds(end.tsUs) };
  const stateFile = (stem: string, content: PyValue): SimulatedFile => ({
    path: `state/${stem}.json`,
    bytes: Buffer.from(`${pythonJson(content)}\n`, 'latin1'),
  });
  return [
    stateFile('nav', {
      equity: float(end.equityUsd),
      ...updated,
      peak_equity: float(series.reduce((peak, { equityUsd }) => Math.max(peak, equityUsd), 0)),
      series: series.map(({ tsUs, equityUsd }) => ({ ts: epochSeconds(tsUs), equity: float(equityUsd) })),
    }),
    stateFile('positions', { ...updated, positions: positionsOf(traders, ledger, end.tsUs) }),
    stateFile('risk_snapshot', {
      ...updated,
      symbols: traders.map((trader) => riskOf(trader, ledger, end.equityUsd)),
    }),
    stateFile('router_health', { ...updated, symbols: traders.map((trader) => healthOf(trader, truth)) }),
  ];
}

function positionsOf(traders: readonly Trader[], ledger: Ledger, endUs: number): readonly PyObject[] {
  return ledger.openTrades().flatMap(({ symbol, entry }) => {
    const trader = traders.find(({ profile }) => profile.symbol === symbol);
    const markPrice = trader?.markPriceAt(endUs);
    const opened = entry.attempts.at(-1)?.fill;
    if (markPrice === undefined || opened === undefined) return [];
    return {
      symbol,
      qty: float(entry.qty),
      entry_price: float(opened.price),
      mark_price: float(markPrice),
      side: entry.side === 'BUY' ? 'LONG' : 'SHORT',
      notional: float(entry.qty * markPrice, 2),
    };
  });
}

function riskOf({ profile }: Trader, ledger: Ledger, equityUsd: number): PyObject {
  return {
    symbol: profile.symbol,
    risk: { dd_today_pct: float((100 * ledger.drawdownUsd(profile.symbol)) / equityUsd, 4) },
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
