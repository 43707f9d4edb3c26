import { ExactSum } from '../../src/model/math/exact-sum';
import { round9 } from '../../src/model/math/fixed';
import type { Trade } from '../../src/model/trade';

/** [ts, cumulative R, cumulative net USD] after all closes of that moment, rounded as published. */
export type CurvePoint = readonly [ts: number, cumR: number, cumNetUsd: number];

const MAX_POINTS = 500;

/** The running totals of trades in order, thinned evenly to at most 500 points that keep the first and the last. */
export function curveOf(trades: readonly Trade[]): readonly CurvePoint[] {
  const moments = momentsOf(trades);
  const stride = Math.max(1, (moments - 1) / (MAX_POINTS - 1));
  const points: CurvePoint[] = [];
  const r = new ExactSum();
  const net = new ExactSum();
  let moment = 0;
  trades.forEach((trade, i) => {
    r.add(trade.r ?? 0);
    net.add(trade.netUsd);
    if (trades[i + 1]?.ts === trade.ts) return;
    if (moment === Math.round(points.length * stride))
      points.push([trade.ts, round9(r.value()), round9(net.value())]);
    moment++;
  });
  return points;
}

function momentsOf(trades: readonly Trade[]): number {
  return trades.reduce((moments, { ts }, i) => (trades[i + 1]?.ts === ts ? moments : moments + 1), 0);
}
