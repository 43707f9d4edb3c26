import type { CurvePoint } from '../../../operators/expectancy/curve';
import { finite, own, type JsonObject } from '../../model/values/json';
import type { Curve } from '../model/symbol-row';

/** The points of a group's `curve` in order of time; what is no point is left out. */
export function curvePoints(group: JsonObject): readonly CurvePoint[] {
  const value: unknown = own(group, 'curve');
  if (!Array.isArray(value)) return [];
  const points = value.flatMap((point: unknown): readonly CurvePoint[] => {
    if (!Array.isArray(point)) return [];
    const [ts, cumR, cumNet]: readonly (number | undefined)[] = point.slice(0, 3).map(finite);
    return ts === undefined || cumR === undefined || cumNet === undefined ? [] : [[ts, cumR, cumNet]];
  });
  return points.toSorted((a, b) => a[0] - b[0]);
}

/** The points as columns, with the drawdown in R: how far the total is below its peak, which begins at 0. Null without points. */
export function curveColumns(points: readonly CurvePoint[], maxPoints: number): Curve | null {
  if (points.length === 0) return null;
  let peak = 0;
  const drawdowns = points.map(([, cumR]) => {
    peak = Math.max(peak, cumR);
    return peak - cumR;
  });
  const kept = keptIndices(points, drawdowns, maxPoints);
  const column = (of: (index: number) => number): readonly number[] => kept.map(of);
  return {
    ts_ms: column((i) => points[i]?.[0] ?? 0),
    cum_r: column((i) => rounded(points[i]?.[1] ?? 0)),
    drawdown_r: column((i) => rounded(drawdowns[i] ?? 0)),
    cum_net_usd: column((i) => rounded(points[i]?.[2] ?? 0)),
  };
}

/** The running total of several groups together. */
export function mergedPoints(groups: readonly (readonly CurvePoint[])[]): readonly CurvePoint[] {
  const steps = groups
    .flatMap((points) =>
      points.map(([ts, r, net], i): CurvePoint => [
        ts,
        r - (points[i - 1]?.[1] ?? 0),
        net - (points[i - 1]?.[2] ?? 0),
      ]),
    )
    .toSorted((a, b) => a[0] - b[0]);
  const merged: CurvePoint[] = [];
  let cumR = 0;
  let cumNet = 0;
  for (const [ts, r, net] of steps) {
    cumR += r;
    cumNet += net;
    if (merged.at(-1)?.[0] === ts) merged.pop();
    merged.push([ts, cumR, cumNet]);
  }
  return merged;
}

// Evenly, but never without the first, the last, the highest total and the deepest drawdown.
function keptIndices(
  points: readonly CurvePoint[],
  drawdowns: readonly number[],
  maxPoints: number,
): readonly number[] {
  if (points.length <= maxPoints) return points.map((_, i) => i);
  const stride = (points.length - 1) / Math.max(1, maxPoints - 3);
  const even = Array.from({ length: Math.max(2, maxPoints - 2) }, (_, i) => Math.round(i * stride));
  const all = [...even, indexOfMost(points.map(([, cumR]) => cumR)), indexOfMost(drawdowns)];
  return [...new Set(all)].filter((i) => i < points.length).toSorted((a, b) => a - b);
}

function indexOfMost(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > (values[best] ?? -Infinity) ? i : best), 0);
}

// What a screen can show; the files keep nine decimals.
function rounded(value: number): number {
  return Number(value.toFixed(4)) + 0;
}
