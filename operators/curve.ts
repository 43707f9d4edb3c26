import { round9 } from '../src/model/fixed';
import { RunningSum } from '../src/model/running-sum';
import type { Trade } from '../src/model/trade';

/** [ts, cumulative R, cumulative net USD] after all closes of that moment, rounded as published. */
export type CurvePoint = readonly [ts: number, cumR: number, cumNetUsd: number];

const MAX_POINTS = 500;

/** The running totals of trades in order, thinned evenly to at most 500 points that keep the first and the last. */
export function curveOf(trades: readonly Trade[]): readonly CurvePoint[] {
  const points: CurvePoint[] = [];
  const r = new RunningSum();
  const net = new RunningSum();
  for (const trade of trades) {
    r.add(trade.r ?? 0);
    net.add(trade.netUsd);
    if (points.at(-1)?.[0] === trade.ts) points.pop();
    points.push([trade.ts, round9(r.value()), round9(net.value())]);
  }
  if (points.length <= MAX_POINTS) return points;
  const stride = (points.length - 1) / (MAX_POINTS - 1);
  return Array.from({ length: MAX_POINTS }, (_, i) => points[Math.round(i * stride)] ?? [0, 0, 0]);
}
