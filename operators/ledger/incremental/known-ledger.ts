import type { Episode } from '../../../src/model/episode';
import type { Close, Fill } from '../../../src/model/event';
import { NO_CHANGE, type LedgerChange } from './key-ledger';
import { KnownStretch, type StretchRun } from './known-stretch';
import { rowCount, type LedgerSegment } from './ledger-segment';
import { keepSame } from './same-episode';

/** Stretches that must be seen together, up to and without `to`, and what their rows give. */
interface Run extends StretchRun {
  episodes: readonly Episode[];
  readonly from: number;
  readonly to: number;
}

/**
 * The positions of a symbol as its rows become known, where all of them are at hand: those that `KeyLedger` gives of the
 * same rows. A stretch of time of which everything is known is what it is in the end; only the others are run.
 */
export class KnownLedger {
  private readonly stretches: readonly KnownStretch[];
  private readonly places = new Map<Close | Fill, number>();
  private runs: Run[] = [];
  private changed = new Set<number>();
  private left: Episode[] = [];
  private bound = -Infinity;
  // No stretch before the first has a row that is left, and none after the last has one that is known.
  private first = 0;
  private last = -1;

  /** `whole`: all rows of the symbol, parted where they are independent. */
  constructor(whole: readonly LedgerSegment[]) {
    const stretches = whole.filter((segment) => rowCount(segment) > 0);
    for (const [place, { closes, fills }] of stretches.entries()) {
      for (const close of closes) this.places.set(close, place);
      for (const fill of fills) this.places.set(fill, place);
    }
    this.stretches = stretches.map((segment) => new KnownStretch(segment));
  }

  /** The row is known from now on. One that is none of the whole tells what another one told. */
  put(row: Close | Fill): void {
    const place = this.places.get(row);
    const stretch = place === undefined ? undefined : this.stretches[place];
    if (place === undefined || stretch === undefined || row.ts <= this.bound) return;
    stretch.put(row);
    this.changed.add(place);
    this.last = Math.max(this.last, place);
  }

  /** Takes away the rows with ts ≤ bound. True where there were any. */
  evict(bound: number): boolean {
    this.bound = bound;
    const { stretches, runs, first } = this;
    while ((stretches[this.first]?.lastTs ?? Infinity) <= bound) this.first++;
    for (let [run] = runs; run !== undefined && run.from < this.first; [run] = runs) {
      runs.shift();
      this.left.push(...run.episodes);
      for (let place = this.first; place < run.to; place++) this.changed.add(place);
    }
    const stretch = stretches[this.first];
    if (stretch === undefined || stretch.firstTs > bound) return this.first > first;
    stretch.evict(bound);
    this.changed.add(this.first);
    return true;
  }

  /** Brings the positions to asOf, which does not go back. */
  update(asOf: number): LedgerChange {
    const { changed, left } = this;
    if (changed.size === 0 && left.length === 0) return NO_CHANGE;
    const change = { removed: left, added: [] };
    this.left = [];
    this.changed = new Set();
    let done = this.first;
    for (const place of [...changed].sort((a, b) => a - b))
      if (place >= done) done = this.rerun(place, asOf, change);
    return change;
  }

  /** A close that is known exists from a later time than the last update on. */
  get isWaiting(): boolean {
    return this.changed.size > 0;
  }

  // Runs what a changed stretch is part of and what reaches into it. Gives the place after what was run.
  private rerun(place: number, asOf: number, change: { removed: Episode[]; added: Episode[] }): number {
    const { runs, stretches } = this;
    let at = this.runAt(place);
    let from = Math.min(place, runs[at]?.from ?? place);
    const before = runs[at - 1];
    if (before !== undefined && before.reach >= (stretches[from]?.firstTs ?? Infinity)) {
      at--;
      from = before.from;
    }
    const made: Run[] = [];
    let next = at;
    let to = from;
    for (let end = place + 1; to < end;) {
      const run = this.runFrom(to, asOf);
      if (run !== undefined) made.push(run);
      to = run?.to ?? to + 1;
      for (; (runs[next]?.from ?? Infinity) < to; next++) end = Math.max(end, runs[next]?.to ?? end);
    }
    const old = runs.slice(at, next).flatMap(({ episodes }) => episodes);
    keepSame(old, made, change.removed, change.added);
    runs.splice(at, next - at, ...made);
    return to;
  }

  // The fewest stretches from one on that must be seen together; undefined where there is nothing of it.
  private runFrom(from: number, asOf: number): Run | undefined {
    if (this.stretches[from]?.isEmpty !== false) return undefined;
    let to = from + 1;
    for (let step = 1; ; step *= 2) {
      const together = this.stretches.slice(from, to);
      const { episodes, reach } = KnownStretch.run(together, asOf);
      const next = this.nextFrom(to);
      if (reach < (this.stretches[next]?.firstTs ?? Infinity) || next > this.last) {
        for (const [i, stretch] of together.entries()) if (!stretch.isTold(asOf)) this.changed.add(from + i);
        return { from, to, episodes, reach };
      }
      to = Math.min(next + step, this.last + 1);
    }
  }

  // The first stretch from one on that has a row; one after the last if none has.
  private nextFrom(place: number): number {
    while (place <= this.last && this.stretches[place]?.isEmpty !== false) place++;
    return place;
  }

  // The first run that ends after a place.
  private runAt(place: number): number {
    let [low, high] = [0, this.runs.length];
    // Most rows come at the end.
    if ((this.runs[high - 1]?.to ?? -1) <= place) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.runs[middle]?.to ?? Infinity) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
