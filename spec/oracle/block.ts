/** All numbers of one group of trades. Trades come in (ts, symbol, id) order. */
import { disagrees, edgeOf } from './edge';
import { exact, mean, number, quantile, round9, round9n, sum, variance } from './exact';
import { record } from './json';
import { meanInterval, wilson } from './student';
import type { Trade } from './records';
import type { Block, Interval } from './types';

const SURE_OF_LOSS = 20;
const DUST = 0.01;
/** Positions of known risk from which on a record is trusted in full. */
const TRUSTED = 20;

/** Values netted over closes with equal ts, in order, exactly. */
function steps(points: readonly { ts: number; value: number }[]): bigint[] {
  const byTime = new Map<number, bigint>();
  for (const { ts, value } of points) byTime.set(ts, (byTime.get(ts) ?? 0n) + exact(value));
  return [...byTime.values()];
}

/** Deepest fall of the running sum below its highest point so far, which starts at 0. */
function drawdown(values: readonly bigint[]): number {
  let at = 0n;
  let peak = 0n;
  let deepest = 0n;
  for (const value of values) {
    at += value;
    if (at > peak) peak = at;
    if (peak - at > deepest) deepest = peak - at;
  }
  return number(deepest);
}

function losingStreak(nets: readonly number[]): number {
  let now = 0;
  let longest = 0;
  for (const net of nets) {
    now = net < 0 ? now + 1 : 0;
    longest = Math.max(longest, now);
  }
  return longest;
}

/** How many independent observations the Rs are worth, by their lag-1 autocorrelation. */
function effective(rs: readonly number[]): number | null {
  const n = rs.length;
  if (n < 2) return null;
  const m = mean(rs) ?? 0;
  const devs = rs.map((r) => r - m);
  const squares = sum(devs.map((d) => d * d));
  const products = sum(devs.slice(1).map((d, i) => d * (devs[i] ?? 0)));
  const known = n >= 10 && round9(Math.sqrt(squares / (n - 1))) !== 0;
  const phi = known ? Math.min(0.9, Math.max(0, products / squares)) : 0;
  return (n * (1 - phi)) / (1 + phi);
}

function rounded(interval: Interval | null): Interval | null {
  return interval === null ? null : [round9(interval[0]), round9(interval[1])];
}

function isSureLoss(nets: readonly number[], n: number): boolean {
  const spread = variance(nets);
  if (n > 0 || nets.length < SURE_OF_LOSS || spread === null) return false;
  const interval = meanInterval(mean(nets), Math.sqrt(spread), nets.length, 0.05);
  return interval !== null && interval[1] < 0;
}

/** Positions of unknown R that are too small to matter: below 1 % of the median known risk. */
function dustOf(trades: readonly Trade[]): number {
  const median = quantile(
    trades.flatMap(({ r, risk }) => (r === null || risk === null ? [] : [risk])),
    0.5,
  );
  if (median === null) return 0;
  return trades.filter(({ r, net }) => r === null && Math.abs(net) < DUST * median).length;
}

/** `cells` is the number of cells of a multiple comparison (hours 24, regimes 20), or null. */
export function blockOf(trades: readonly Trade[], cells: number | null): Block {
  const count = trades.length;
  const nets = trades.map((t) => t.net);
  const won = nets.filter((net) => net > 0);
  const lost = nets.filter((net) => net < 0);
  const bps = trades.flatMap((t) => (t.notional === null ? [] : [(t.net / t.notional) * 1e4]));
  const known = trades.flatMap((t) => (t.r === null ? [] : [{ ts: t.ts, value: t.r }]));
  const rs = known.map((k) => k.value);
  const n = rs.length;
  const rSteps = steps(known);
  const avgR = mean(rs);
  const spread = variance(rs);
  const full = spread === null ? null : Math.sqrt(spread);
  // A deviation that is published as 0 is 0: what is left of it is the noise of divisions.
  const sd = full !== null && round9(full) === 0 ? 0 : full;
  const avg = mean(nets);
  const avgWin = mean(won);
  const avgLoss = mean(lost);
  const maxDrawdown = drawdown(steps(trades.map((t) => ({ ts: t.ts, value: t.net }))));
  const edge = edgeOf(trades, rSteps.map(number));
  const sources = new Map<string, number>();
  for (const t of trades) sources.set(t.riskSource, (sources.get(t.riskSource) ?? 0) + 1);
  const rowsOf = { entry: 0, exit: 0, none: 0 };
  for (const t of trades) rowsOf[t.rowOf] += 1;
  const nEff = effective(rs);
  const interval = (alpha: number): Interval | null =>
    nEff === null || nEff < 2 ? null : meanInterval(avgR, sd, nEff, alpha);
  const adjusted = cells === null ? null : interval(0.05 / cells);
  const holds = trades.flatMap((t) => (t.holdMs === null ? [] : [t.holdMs / 1000]));
  const closedQty = sum(trades.map((t) => t.closedQty));
  return {
    count,
    wins: won.length,
    losses: lost.length,
    flats: count - won.length - lost.length,
    hit_rate: count === 0 ? null : round9(won.length / count),
    avg_return: round9n(avg),
    expectancy: round9n(avg),
    avg_win: round9n(avgWin),
    avg_loss: round9n(avgLoss),
    payoff: avgWin === null || avgLoss === null ? null : round9(avgWin / Math.abs(avgLoss)),
    profit_factor: lost.length === 0 ? null : round9(sum(won) / Math.abs(sum(lost))),
    net_pnl_usd: round9(sum(nets)),
    gross_pnl_usd: round9(sum(trades.map((t) => t.realized))),
    fees_usd: round9(sum(trades.map((t) => t.fees))),
    funding_usd: round9(sum(trades.map((t) => t.funding))),
    avg_return_bps: round9n(mean(bps)),
    avg_r: round9n(avgR),
    std_r: round9n(sd),
    t_stat: avgR === null || sd === null || sd === 0 ? null : round9((avgR * Math.sqrt(n)) / sd),
    expectancy_per_risk: round9n(avgR),
    max_drawdown: round9(maxDrawdown),
    max_drawdown_r: n === 0 && count > 0 ? null : round9(drawdown(rSteps)),
    longest_losing_streak: losingStreak(nets),
    drawdown_adjusted: avg === null ? null : round9(avg - maxDrawdown / count),
    fee_flips: trades.filter((t) => t.realized > 0 && t.net < 0).length,
    shrunk_r: round9(edge.shrunk),
    pain_r: round9n(edge.pain),
    drawdown_aware_r: round9(edge.aware),
    edge: round9(edge.edge),
    p_dd: round9(edge.pDd),
    p_mean: round9(edge.pMean),
    edge_usd: round9(edge.edgeUsd),
    r_usd: round9n(edge.rUsd),
    n_w: round9(edge.nW),
    n_eff: round9n(nEff),
    usd_and_r_disagree: disagrees(edge.edge, edge.edgeUsd),
    usd_losing: isSureLoss(nets, n),
    hold_s_p50: round9n(quantile(holds, 0.5)),
    hold_s_p95: round9n(quantile(holds, 0.95)),
    legs: trades.reduce((legs, t) => legs + t.legs, 0),
    entry_unknown: closedQty === 0 ? null : round9(sum(trades.map((t) => t.unknownQty)) / closedQty),
    regime_of: rowsOf,
    r_interval: rounded(interval(0.05)),
    hit_rate_interval: rounded(wilson(won.length, count)),
    risk_sources: record(sources),
    clipped: trades.filter((t) => t.clipped).length,
    dust_unknown_r: dustOf(trades),
    is_mature: n >= TRUSTED,
    ...(cells === null
      ? {}
      : {
          r_interval_adjusted: rounded(adjusted),
          clears_bar: adjusted !== null && (adjusted[0] > 0 || adjusted[1] < 0),
        }),
  };
}
