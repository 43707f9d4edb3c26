import type { Episode } from '../../../src/model/episode';
import type { Close, Fill } from '../../../src/model/event';
import {
  addRow,
  firstTs,
  lastTs,
  order,
  parted,
  rowCount,
  segmentUntil,
  withoutUntil,
  type LedgerSegment,
} from './ledger-segment';

/** What rows give, and the last time that they reach. */
export interface StretchRun {
  readonly episodes: readonly Episode[];
  readonly reach: number;
}

/** A stretch of time of a whole history, and those of its rows that are known and have not left. */
export class KnownStretch {
  /** The time of the first row that is there; Infinity without one. */
  firstTs = Infinity;
  /** That of the last one that there will be. */
  readonly lastTs: number;
  private known: LedgerSegment;
  private toldTs = -Infinity;

  constructor(private readonly whole: LedgerSegment) {
    this.lastTs = lastTs(whole);
    this.known = segmentUntil(this.lastTs);
  }

  get isEmpty(): boolean {
    return this.firstTs === Infinity;
  }

  /** Takes a row of the stretch that was not known. */
  put(row: Close | Fill): void {
    const { whole } = this;
    addRow(this.known, row);
    this.firstTs = Math.min(this.firstTs, row.ts);
    if (row.kind === 'close') this.toldTs = Math.max(this.toldTs, row.toldTs);
    if (rowCount(this.known) === rowCount(whole)) this.known = whole;
  }

  /** Takes away the rows with ts ≤ bound. */
  evict(bound: number): void {
    order(this.known);
    this.known = withoutUntil(this.known, bound);
    this.firstTs = firstTs(this.known);
  }

  /** Every close that is known is told by then. */
  isTold(asOf: number): boolean {
    return this.toldTs <= asOf;
  }

  /** What its rows give alone; of a whole stretch, what they gave in the end. */
  run(asOf: number): StretchRun {
    return this.known === this.whole && this.isTold(asOf) ? this.whole : runOf([this], asOf);
  }

  /** What the rows of stretches that follow one another give together. */
  static run(stretches: readonly KnownStretch[], asOf: number): StretchRun {
    const [first] = stretches;
    return first !== undefined && stretches.length === 1 ? first.run(asOf) : runOf(stretches, asOf);
  }

  /** The rows that are there, in order of time. */
  get rows(): LedgerSegment {
    order(this.known);
    return this.known;
  }
}

function runOf(stretches: readonly KnownStretch[], asOf: number): StretchRun {
  const rows = stretches.map((stretch) => stretch.rows);
  const closes = rows.flatMap((segment) => segment.closes);
  // Without a close there is no position yet.
  if (closes.length === 0) return { episodes: [], reach: Infinity };
  const fills = rows.flatMap((segment) => segment.fills);
  const made = parted(segmentUntil(stretches.at(-1)?.lastTs ?? 0, closes, fills), asOf);
  return { episodes: made.flatMap(({ episodes }) => episodes), reach: made.at(-1)?.reach ?? -Infinity };
}
