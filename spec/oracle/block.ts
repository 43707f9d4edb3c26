/** All numbers of one group of trades. Trades come in (ts, symbol, id) order. */
import { exact, mean, number, round9, round9n, sum, variance } from './exact';
import { record } from './json';
import { meanInterval, wilson } from './student';
import type { Trade } from './records';
import type { Block, Interval } from './types';

export const KAPPA = 20;
const LAMBDA = 0.5;
const RHO = 1 - 1 / 10;
const S0 = 1;
const HURDLE = 0.05;

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

function painOf(values: readonly number[], n: number): number | null {
  if (n === 0) return null;
  let s = 0;
  let inherited = 0;
  for (const r of values) {
    const e = Math.max(0, RHO * s - Math.max(0, r));
    s = e + Math.max(0, -r);
    inherited += e;
  }
  return (((1 - RHO) / RHO) * inherited + s) / n;
}

/** E, pain, E_dd and edge; n = 0 is a case like any other. */
export function edgeOf(
  rs: readonly number[],
  stepped: readonly number[],
): { shrunk: number; pain: number | null; aware: number; edge: number } {
  const n = rs.length;
  const shrunk = sum(rs) / (n + KAPPA);
  const pain = painOf(stepped, n);
  const aware = shrunk - LAMBDA * (n / (n + KAPPA)) * (pain ?? 0);
  const t = (aware - HURDLE) / (S0 / Math.sqrt(n + KAPPA));
  const edge = t === 0 ? 0.5 : (1 + Math.sign(t) / Math.sqrt(1 + 2 / (t * t))) / 2;
  return { shrunk, pain, aware, edge };
}

function rounded(interval: Interval | null): Interval | null {
  return interval === null ? null : [round9(interval[0]), round9(interval[1])];
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
  const edge = edgeOf(rs, rSteps.map(number));
  const sources = new Map<string, number>();
  for (const t of trades) sources.set(t.riskSource, (sources.get(t.riskSource) ?? 0) + 1);
  const adjusted = cells === null ? null : meanInterval(avgR, sd, n, 0.05 / cells);
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
    max_drawdown_r: n === 0 ? null : round9(drawdown(rSteps)),
    longest_losing_streak: losingStreak(nets),
    drawdown_adjusted: avg === null ? null : round9(avg - maxDrawdown / count),
    fee_flips: trades.filter((t) => t.realized > 0 && t.net < 0).length,
    shrunk_r: round9(edge.shrunk),
    pain_r: round9n(edge.pain),
    drawdown_aware_r: round9(edge.aware),
    edge: round9(edge.edge),
    r_interval: rounded(meanInterval(avgR, sd, n, 0.05)),
    hit_rate_interval: rounded(wilson(won.length, count)),
    risk_sources: record(sources),
    clipped: trades.filter((t) => t.clipped).length,
    ...(cells === null
      ? {}
      : {
          r_interval_adjusted: rounded(adjusted),
          clears_bar: adjusted !== null && (adjusted[0] > 0 || adjusted[1] < 0),
        }),
  };
}
