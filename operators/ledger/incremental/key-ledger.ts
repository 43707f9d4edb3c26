import type { Episode } from '../../../src/model/episode';
import type { Close, Fill } from '../../../src/model/event';
import type { FoundCounts, SymbolLedger } from '../symbol-ledger';
import { foundIn } from './found-in';
import { addRow, firstTs, lastTs, order, rowCount, segmentUntil, type LedgerSegment } from './ledger-segment';
import { OrderSpans, type OrderSpan } from './order-spans';
import { PendingCloses } from './pending-closes';
import { rerun } from './rerun';
import { keepSame } from './same-episode';

/** How the positions of a symbol changed: what is the same is in neither list. */
export interface LedgerChange {
  readonly removed: readonly Episode[];
  readonly added: readonly Episode[];
}

export const NO_CHANGE: LedgerChange = { removed: [], added: [] };

type Row = Close | Fill;

const ALL: OrderSpan = { first: -Infinity, last: Infinity };

/**
 * The positions of a symbol whose rows come and go. At each update they are those that `symbolLedger` gives of the rows
 * that are there; only stretches of time in which something changed are run again.
 */
export class KeyLedger {
  private segments: LedgerSegment[] = [segmentUntil(Infinity)];
  private readonly spans = new OrderSpans();
  private areSpansNoted = false;
  private readonly pending = new PendingCloses();
  private asOf = -Infinity;
  // Rows at or before it are gone; what they were part of, and how many they were.
  private bound = -Infinity;
  private left: Episode[] = [];
  private hasLeft = false;
  private rowsGone = 0;
  private isChanged = false;
  // No segment before the first of these two, or after the last, changed since the last update.
  private firstChanged = Infinity;
  private lastChanged = -1;
  private lastCloseTs = -Infinity;

  /** Adds a row. No update is before `latestTs`. */
  put(row: Row, latestTs = row.ts): void {
    const { ts } = row;
    const span = this.spanOf(row);
    const at = this.indexAt(ts);
    const segment = this.segments[at];
    if (segment === undefined) return;
    addRow(segment, row);
    // An order that fills after the last close has no part in a position yet: it is run when the next row changes one.
    if (row.kind === 'close') this.lastCloseTs = Math.max(this.lastCloseTs, ts);
    const isWaiting = row.kind === 'fill' && Math.min(ts, span.first) > this.lastCloseTs;
    const wasChanged = this.isChanged;
    const before = this.segments[at - 1];
    if (before !== undefined && before.reach >= ts) this.change(at - 1);
    if (span.first < ts || span.last > ts) {
      const last = this.indexAt(span.last);
      for (let index = this.indexAt(span.first); index <= last; index++) this.change(index);
    }
    this.change(at);
    if (isWaiting) this.isChanged = wasChanged;
    if (row.kind === 'close' && row.toldTs > latestTs) this.pending.add(row, latestTs);
  }

  /** Takes away the rows with ts ≤ bound. */
  evict(bound: number): void {
    this.bound = Math.max(this.bound, bound);
    let gone = 0;
    for (const segment of this.segments) {
      order(segment);
      if (segment.until === Infinity || lastTs(segment) > bound) break;
      this.left.push(...segment.episodes);
      this.rowsGone += rowCount(segment);
      gone++;
    }
    if (gone > 0) this.drop(gone);
    const [first] = this.segments;
    if (first !== undefined && firstTs(first) <= bound) this.change(0);
    this.pending.evict(bound);
    if (this.rowsGone <= this.spans.size) return;
    this.spans.forgetUntil(bound);
    this.rowsGone = 0;
  }

  /** Brings the positions to asOf, which does not go back. `NO_CHANGE`: nothing came or went, all is as it was. */
  update(asOf: number): LedgerChange {
    this.wake(asOf);
    if (!this.isChanged && !this.hasLeft) return NO_CHANGE;
    const removed = this.left;
    const added: Episode[] = [];
    this.left = [];
    this.hasLeft = false;
    if (this.isChanged) this.runChanged(removed, added);
    return { removed, added };
  }

  /** A row exists from a later time than the last update on. */
  get isWaiting(): boolean {
    return !this.pending.isEmpty;
  }

  /** All positions and counts. */
  ledger(): SymbolLedger {
    return { episodes: this.segments.flatMap(({ episodes }) => episodes), ...this.counts() };
  }

  /** Its rows, parted where they are independent, as of the last update. */
  get stretches(): readonly LedgerSegment[] {
    return this.segments;
  }

  counts(): FoundCounts {
    return foundIn(this.segments);
  }

  private drop(count: number): void {
    this.segments.splice(0, count);
    this.firstChanged = Math.max(0, this.firstChanged - count);
    this.lastChanged = Math.max(-1, this.lastChanged - count);
    this.hasLeft = true;
  }

  private runChanged(removed: Episode[], added: Episode[]): void {
    const { segments, firstChanged, lastChanged } = this;
    for (let index = firstChanged; index <= lastChanged; index++) {
      const segment = segments[index];
      if (segment !== undefined) order(segment);
    }
    const there: LedgerSegment[] = [];
    let from = firstChanged;
    while (from <= lastChanged) {
      const segment = segments[from];
      if (segment?.isChanged === false) {
        there.push(segment);
        from++;
        continue;
      }
      const { made, to, gone } = rerun(segments, from, this.bound, this.asOf);
      this.rowsGone += gone;
      const old = segments.slice(from, to).flatMap(({ episodes }) => episodes);
      keepSame(old, made, removed, added);
      for (const each of made) there.push(each);
      from = to;
    }
    for (const segment of segments.slice(from)) there.push(segment);
    segments.length = firstChanged;
    for (const segment of there) segments.push(segment);
    if (segments.at(-1)?.until !== Infinity) segments.push(segmentUntil(Infinity));
    this.isChanged = false;
    this.firstChanged = Infinity;
    this.lastChanged = -1;
  }

  // While there is one segment every row is in it, and it does not matter how far their orders reach: a replay whose only
  // tick is its last never asks.
  private spanOf(row: Row): OrderSpan {
    if (this.segments.length === 1) {
      this.areSpansNoted = false;
      return ALL;
    }
    if (!this.areSpansNoted)
      for (const { closes, fills } of this.segments) {
        for (const close of closes) this.spans.of(close);
        for (const fill of fills) this.spans.of(fill);
      }
    this.areSpansNoted = true;
    return this.spans.of(row);
  }

  private wake(asOf: number): void {
    this.asOf = asOf;
    for (const row of this.pending.take(asOf)) this.change(this.indexAt(row.ts));
  }

  private change(index: number): void {
    const segment = this.segments[index];
    if (segment === undefined) return;
    segment.isChanged = true;
    this.isChanged = true;
    this.firstChanged = Math.min(this.firstChanged, index);
    this.lastChanged = Math.max(this.lastChanged, index);
  }

  // The segment whose stretch holds a time.
  private indexAt(ts: number): number {
    let low = 0;
    let high = this.segments.length - 1;
    // Most rows come at the end.
    if ((this.segments[high - 1]?.until ?? -Infinity) < ts) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.segments[middle]?.until ?? Infinity) < ts) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
