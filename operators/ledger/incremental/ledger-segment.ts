import type { Episode } from '../../../src/model/episode';
import type { Close, Fill } from '../../../src/model/event';
import { findingsBetween, NOTHING_FOUND, type Findings } from '../closes/findings';
import { REPEAT_MICROS } from '../closes/repeated-closes';
import { runLedger } from '../run-ledger';
import { eachCut } from './cuts';

/**
 * Rows of a stretch of time that have no part in others, and what they give. A horizon has very many: as literals that are
 * spread, each would have a layout of its own.
 */
export class LedgerSegment {
  /** Its rows are in order of time. */
  isOrdered = true;
  /** Its rows changed since it was made. */
  isChanged = false;

  constructor(
    /** The end of the stretch, included; it begins after that of the segment before. */
    readonly until: number,
    readonly closes: Close[],
    readonly fills: Fill[],
    public episodes: readonly Episode[],
    readonly findings: Findings,
    /** The last time that its rows reach. */
    readonly reach: number,
  ) {}
}

// In whole milliseconds, and those that rounding took.
const REPEAT_MS = REPEAT_MICROS / 1000 + 1;

const NONE: readonly Episode[] = [];

export function segmentUntil(until: number, closes: Close[] = [], fills: Fill[] = []): LedgerSegment {
  return new LedgerSegment(until, closes, fills, NONE, NOTHING_FOUND, -Infinity);
}

/** Adds a row. Many rows may come in another order than that of their times, as one log after the other does. */
export function addRow(segment: LedgerSegment, row: Close | Fill): void {
  const { closes, fills } = segment;
  const last = row.kind === 'close' ? closes.at(-1) : fills.at(-1);
  if ((last?.ts ?? -Infinity) > row.ts) segment.isOrdered = false;
  if (row.kind === 'close') closes.push(row);
  else fills.push(row);
}

/** Puts its rows in order of time; of one time, as they came. */
export function order(segment: LedgerSegment): void {
  if (segment.isOrdered) return;
  segment.closes.sort(byTs);
  segment.fills.sort(byTs);
  segment.isOrdered = true;
}

function byTs(one: Close | Fill, other: Close | Fill): number {
  return one.ts - other.ts;
}

export function rowCount({ closes, fills }: LedgerSegment): number {
  return closes.length + fills.length;
}

/** The time of its first row, where they are in order; Infinity without one. */
export function firstTs({ closes, fills }: LedgerSegment): number {
  return Math.min(closes[0]?.ts ?? Infinity, fills[0]?.ts ?? Infinity);
}

/** The time of its last row, where they are in order; −Infinity without one. */
export function lastTs({ closes, fills }: LedgerSegment): number {
  return Math.max(closes.at(-1)?.ts ?? -Infinity, fills.at(-1)?.ts ?? -Infinity);
}

/** What is left of it without the rows at or before `bound`; itself where that is all. */
export function withoutUntil(segment: LedgerSegment, bound: number): LedgerSegment {
  if (firstTs(segment) > bound) return segment;
  const isLeft = ({ ts }: Close | Fill): boolean => ts > bound;
  return segmentUntil(segment.until, segment.closes.filter(isLeft), segment.fills.filter(isLeft));
}

/** Segments that follow one another, as one. */
export function mergedOf(segments: readonly LedgerSegment[]): LedgerSegment {
  const [first] = segments;
  if (first !== undefined && segments.length === 1) return first;
  return segmentUntil(
    segments.at(-1)?.until ?? Infinity,
    segments.flatMap(({ closes }) => closes),
    segments.flatMap(({ fills }) => fills),
  );
}

/**
 * Runs the rows of a stretch of time, and parts them where they are independent. There is a row at least. A stretch without
 * an end has an empty segment at its end, unless its last rows reach beyond any time: most rows come there.
 */
export function parted({ until, closes, fills }: LedgerSegment, asOf: number): readonly LedgerSegment[] {
  const { episodes, findings, reaches } = runLedger(closes, fills, asOf);
  const segments: LedgerSegment[] = [];
  let from = { ts: -Infinity, close: 0, fill: 0, episode: 0 };
  eachCut(closes, fills, REPEAT_MS, reaches, (ts, reach, isLast) => {
    const hasRest = isLast && until === Infinity && reach < Infinity;
    const end = isLast && !hasRest ? until : ts;
    const found = findingsBetween(findings, from.ts, ts);
    if (isLast && segments.length === 0)
      segments.push(new LedgerSegment(end, closes, fills, episodes, found, reach));
    else {
      const close = endAt(closes, ts, from.close);
      const fill = endAt(fills, ts, from.fill);
      const episode = endAt(episodes, ts, from.episode);
      const some = episodes.slice(from.episode, episode);
      const own = [closes.slice(from.close, close), fills.slice(from.fill, fill)] as const;
      segments.push(new LedgerSegment(end, ...own, some, found, reach));
      from = { ts, close, fill, episode };
    }
    if (hasRest) segments.push(segmentUntil(Infinity));
  });
  return segments;
}

function endAt(rows: readonly { readonly ts: number }[], ts: number, from: number): number {
  let at = from;
  for (let row = rows[at]; row !== undefined && row.ts <= ts; row = rows[at]) at++;
  return at;
}
