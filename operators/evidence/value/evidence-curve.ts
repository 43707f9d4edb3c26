import { curveBand } from '../statistics/curve-band';
import type { Resampling } from '../statistics/stationary-bootstrap';
import { daySums, tradeDays } from '../statistics/trade-days';

/** Time of the last close of a day in ms, cumulative net USD as traded and as advised, and the band of their difference around the latter. */
export type EvidencePoint = readonly [ts: number, traded: number, advised: number, lo: number, hi: number];

/** Columns of one length, in order of close. */
export interface CurveColumns {
  readonly multiples: readonly number[];
  readonly netUsd: readonly number[];
  /** Time of each close, ms. */
  readonly closes: readonly number[];
}

const MOST_POINTS = 500;
const DAY_MS = 86_400_000;

/** The cumulative curves: a point for each day with a trade, at most 500 at even distances, the last day always among them. */
export function evidenceCurve(
  { multiples, netUsd, closes }: CurveColumns,
  resampling: Resampling,
): readonly EvidencePoint[] {
  if (closes.length === 0) return [];
  const days = tradeDays(closes.map((ts) => Math.floor(ts / DAY_MS)));
  const traded = daySums(netUsd, days);
  const advised = daySums(
    netUsd.map((usd, i) => (multiples[i] ?? 0) * usd),
    days,
  );
  const band = curveBand(
    advised.map((usd, day) => usd - (traded[day] ?? 0)),
    resampling,
  );
  const lastClose = new Map<number, number>();
  closes.forEach((ts, i) => {
    const day = days.places[i] ?? 0;
    lastClose.set(day, Math.max(ts, lastClose.get(day) ?? ts));
  });
  let [sumTraded, sumAdvised] = [0, 0];
  const points = traded.flatMap((usd, day): readonly EvidencePoint[] => {
    sumTraded += usd;
    sumAdvised += advised[day] ?? 0;
    const ts = lastClose.get(day);
    if (ts === undefined) return [];
    return [[ts, sumTraded, sumAdvised, sumAdvised + (band.lo[day] ?? 0), sumAdvised + (band.hi[day] ?? 0)]];
  });
  return thinned(points);
}

function thinned(points: readonly EvidencePoint[]): readonly EvidencePoint[] {
  if (points.length <= MOST_POINTS) return points;
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round(i * step)]).filter(
    (point) => point !== undefined,
  );
}
