import type { EquityEvent } from '../../src/model/event';
import { exactNano } from '../../src/model/math/fixed';
import { MINUTE } from '../../src/model/values/time';

/** The equity that an event states; undefined where it states none, or one that no account has. */
export function knownEquity(event: EquityEvent): number | undefined {
  return event.equityUsd !== undefined && event.equityUsd > 0 ? event.equityUsd : undefined;
}

/** What is not believed of a series of equities. */
export interface Disbelieved {
  readonly events: ReadonlySet<EquityEvent>;
  /** The first event of the latest jump that was not believed. */
  readonly jumpTs: number | undefined;
}

interface Point {
  readonly ts: number;
  readonly equityUsd: number;
  readonly event: EquityEvent;
}

const POINTS = 3;
const CONFIRM_MS = 10 * MINUTE;

/**
 * Equities that jump to three times or a third of the one before and are not confirmed: by three points in a row, or by all
 * points of ten minutes, two at least. Events in order of time.
 */
export function disbelievedIn(events: readonly EquityEvent[], asOf: number): Disbelieved {
  const points = events.flatMap((event): readonly Point[] => {
    const equityUsd = knownEquity(event);
    return equityUsd === undefined ? [] : [{ ts: event.ts, equityUsd, event }];
  });
  const disbelieved = new Set<EquityEvent>();
  let jumpTs: number | undefined;
  let isJumping = false;
  const start = firstBelieved(points, asOf);
  let accepted = points[start];
  for (const [i, point] of points.entries()) {
    const agrees = accepted === undefined || !isFar(point, accepted);
    const isBelieved = agrees || (i > start && isConfirmed(points, i, asOf));
    if (!isBelieved) {
      disbelieved.add(point.event);
      if (!isJumping) jumpTs = point.ts;
    } else if (i > start) accepted = point;
    isJumping = !isBelieved;
  }
  return { events: disbelieved, jumpTs };
}

// The first point where the next agrees with it; else the first that is confirmed, which a lone error never is; else the
// first that a neighbour supports; else the last.
function firstBelieved(points: readonly Point[], asOf: number): number {
  const agree = (i: number, j: number): boolean => {
    const [one, other] = [points[i], points[j]];
    return one !== undefined && other !== undefined && !isFar(one, other);
  };
  if (points.length < 2 || agree(0, 1)) return 0;
  const confirmed = points.findIndex((_, i) => isConfirmed(points, i, asOf));
  if (confirmed >= 0) return confirmed;
  const supported = points.findIndex((_, i) => agree(i, i + 1) || agree(i, i + 2));
  return supported >= 0 ? supported : points.length - 1;
}

function isConfirmed(points: readonly Point[], at: number, asOf: number): boolean {
  const first = points[at];
  if (first === undefined) return false;
  let count = 1;
  for (let i = at + 1; ; i++) {
    const next = points[i];
    if (next === undefined) return count > 1 && asOf - first.ts >= CONFIRM_MS;
    if (isRepeat(points, at, i)) continue;
    const sinceMs = next.ts - first.ts;
    if (sinceMs > CONFIRM_MS && count > 1) return true;
    if (isFar(next, first)) return false;
    count++;
    if (count === POINTS || sinceMs >= CONFIRM_MS) return true;
  }
}

// nav.json and nav_log.json tell of the same moment: one point.
function isRepeat(points: readonly Point[], from: number, at: number): boolean {
  const point = points[at];
  for (let i = at - 1; i >= from && points[i]?.ts === point?.ts; i--)
    if (points[i]?.equityUsd === point?.equityUsd) return true;
  return false;
}

/** At least three times the other, or at most a third of it; exact where floats could not tell. */
function isFar(one: Point, other: Point): boolean {
  return isThrice(one.equityUsd, other.equityUsd) || isThrice(other.equityUsd, one.equityUsd);
}

function isThrice(large: number, small: number): boolean {
  const difference = large - 3 * small;
  if (Math.abs(difference) > large * 1e-9) return difference > 0;
  return exactNano(large) >= 3n * exactNano(small);
}
