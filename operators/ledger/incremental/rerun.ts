import { firstTs, mergedOf, parted, rowCount, withoutUntil, type LedgerSegment } from './ledger-segment';

/** What takes the place of the segments from one on, up to and without `to`. */
export interface Rerun {
  readonly made: readonly LedgerSegment[];
  readonly to: number;
  /** How many rows were gone. */
  readonly gone: number;
}

/** Runs changed segments that follow one another, and those that they reach into, without the rows at or before `bound`. */
export function rerun(segments: readonly LedgerSegment[], from: number, bound: number, asOf: number): Rerun {
  let to = from;
  for (let step = 1; ; step *= 2) {
    to = Math.min(to + step, segments.length);
    while (segments[to]?.isChanged === true) to++;
    const whole = mergedOf(segments.slice(from, to));
    const left = withoutUntil(whole, bound);
    const made = rowCount(left) === 0 ? [] : parted(left, asOf);
    const next = segments[to];
    if (next === undefined || (made.at(-1)?.reach ?? -Infinity) < firstTs(next))
      return { made, to, gone: rowCount(whole) - rowCount(left) };
  }
}
