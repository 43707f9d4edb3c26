/** All trades of a window as one group, and what each day earned. */
import { blockOf } from './block';
import { round9, sum } from './exact';
import type { Trade } from './records';
import type { Fund } from './types';

const DAY = 86_400_000;

function dayOf(ts: number): string {
  return new Date(ts).toISOString().slice(0, 10);
}

function dailyOf(trades: readonly Trade[]): readonly (readonly [string, number, number])[] {
  const [first, last] = [trades[0], trades.at(-1)];
  if (first === undefined || last === undefined) return [];
  const days: (readonly [day: string, net: number, count: number])[] = [];
  for (let ts = first.ts; dayOf(ts) <= dayOf(last.ts); ts += DAY) {
    const own = trades.filter((trade) => dayOf(trade.ts) === dayOf(ts));
    days.push([dayOf(ts), sum(own.map(({ net }) => net)), own.length]);
  }
  return days;
}

/** mean/sd, and the error of E. Mertens (2002) by skewness and kurtosis. */
function sharpe(nets: readonly number[]): readonly [number, number] | null {
  const n = nets.length;
  const mean = sum(nets) / n;
  const moment = (k: number): number => sum(nets.map((net) => (net - mean) ** k)) / n;
  if (n < 2 || !(moment(2) > 0)) return null;
  const ratio = mean / Math.sqrt((moment(2) * n) / (n - 1));
  const skew = moment(3) / moment(2) ** 1.5;
  const kurtosis = moment(4) / moment(2) ** 2;
  const error = (1 + ratio ** 2 / 2 - skew * ratio + ((kurtosis - 3) / 4) * ratio ** 2) / (n - 1);
  return [ratio, Math.sqrt(error)];
}

/** The share of the moments between all entries and exits, by length, in which some trade was held. */
function exposureOf(trades: readonly Trade[]): number | null {
  const spans = trades.flatMap(({ ts, holdMs }) =>
    holdMs === null || holdMs < 0 ? [] : [[ts - holdMs, ts] as const],
  );
  const ends = [...new Set(spans.flat())].sort((a, b) => a - b);
  const total = (ends.at(-1) ?? 0) - (ends[0] ?? 0);
  if (total === 0) return null;
  const held = ends.slice(1).map((to, i) => {
    const from = ends[i] ?? to;
    return spans.some(([entry, exit]) => entry <= from && to <= exit) ? to - from : 0;
  });
  return sum(held) / total;
}

export function fundOf(trades: readonly Trade[]): Fund {
  const exact = dailyOf(trades);
  const nets = exact.map(([, net]) => net);
  const ratio = sharpe(nets);
  const exposure = exposureOf(trades);
  const named = (net: number): Fund['worst_day'] => {
    const found = exact.find(([, own]) => own === net);
    return found === undefined ? null : { day: found[0], net_usd: round9(net) };
  };
  return {
    ...blockOf(trades, null),
    daily: exact.map(([day, net, count]) => [day, round9(net), count]),
    sharpe_day: ratio === null ? null : round9(ratio[0]),
    sharpe_se: ratio === null ? null : round9(ratio[1]),
    worst_day: named(Math.min(...nets)),
    best_day: named(Math.max(...nets)),
    exposure: exposure === null ? null : round9(exposure),
  };
}
