import type { Close, Fill } from '../../src/model/event';
import { MultisetDigest } from '../../src/model/values/digest';
import { byCodeUnits } from '../../src/model/values/json';
import { isoUtc } from '../../src/model/values/time';
import type { Trade } from '../../src/model/trade';
import type { Counts } from '../ticks/counts';
import type { Attempts } from './attempts';
import { NO_CHANGE } from '../ledger/incremental/key-ledger';
import type { LedgerSegment } from '../ledger/incremental/ledger-segment';
import { SymbolBook } from './symbol-book';
import { SymbolTrades } from './symbol-trades';

/** What is to be said of the closes and fills inside the horizon. */
export interface BookFindings {
  readonly counts: Omit<Counts, 'late'>;
  readonly digest: string;
  readonly warnings: readonly string[];
}

interface Entry {
  readonly book: SymbolBook;
  readonly trades: SymbolTrades;
}

const PLACES = 2;

/** The closes and fills of all symbols inside the horizon, and the trades they make. */
export class Books {
  private readonly entries = new Map<string, Entry>();
  private readonly digest = new MultisetDigest();
  // The symbols that may have changed since they were settled.
  private readonly stirred = new Set<string>();
  // No row is earlier.
  private firstTs = Infinity;

  constructor(private readonly attempts: Attempts) {}

  /** Takes a row; false for one that is there already, byte for byte. No tick is before `latestTs`. */
  add(row: Close | Fill, latestTs: number): boolean {
    let entry = this.entries.get(row.symbol);
    if (entry === undefined) {
      entry = { book: new SymbolBook(this.digest), trades: new SymbolTrades(this.attempts) };
      this.entries.set(row.symbol, entry);
    }
    this.firstTs = Math.min(this.firstTs, row.ts);
    this.stirred.add(row.symbol);
    return entry.book.add(row, latestTs);
  }

  /** Rows at or before `bound` do not exist any more. */
  evict(bound: number): void {
    if (this.firstTs > bound) return;
    this.firstTs = Infinity;
    for (const [symbol, { book }] of this.entries) {
      if (book.firstTs <= bound) {
        book.evict(bound);
        this.stirred.add(symbol);
      }
      this.firstTs = Math.min(this.firstTs, book.firstTs);
    }
  }

  /** Brings the trades of symbols whose rows changed to asOf. Gives the trades that are no more. */
  settle(asOf: number): readonly Trade[] {
    const gone: Trade[] = [];
    for (const symbol of this.stirred) {
      const entry = this.entries.get(symbol);
      const change = entry?.book.update(asOf);
      if (entry?.book.isWaiting !== true) this.stirred.delete(symbol);
      if (entry === undefined || change === undefined) continue;
      const { book, trades } = entry;
      if (change === NO_CHANGE) continue;
      for (const trade of trades.take(change)) gone.push(trade);
      if (book.isEmpty) this.entries.delete(symbol);
    }
    return gone;
  }

  /** By symbol, its rows parted where they are independent, as they were settled last. */
  get stretches(): ReadonlyMap<string, readonly LedgerSegment[]> {
    return new Map([...this.entries].map(([symbol, { book }]) => [symbol, book.stretches]));
  }

  findings(): BookFindings {
    const counts = {
      duplicates: 0,
      conflicts: 0,
      withoutPnl: 0,
      possibleDuplicates: 0,
      verified: 0,
      differing: 0,
    };
    const conflicting: Close[] = [];
    let otherFees = 0;
    for (const { book, trades } of this.entries.values()) {
      counts.verified += trades.checked.verified;
      counts.differing += trades.checked.differing;
      otherFees += book.otherFees;
      const { found } = book;
      counts.duplicates += found.duplicates;
      counts.conflicts += found.conflicts;
      counts.withoutPnl += found.closeWithoutPnl;
      counts.possibleDuplicates += found.possibleDuplicates;
      conflicting.push(...found.conflicting);
    }
    return {
      counts: { ...counts, conflictPlaces: conflicting.sort(byTime).slice(0, PLACES).map(placeOf) },
      digest: this.digest.text(),
      warnings: [
        ...(counts.conflicts > 0 ? ['conflicting_closes'] : []),
        ...(otherFees > 0 ? ['fees_not_in_usd'] : []),
        ...(counts.possibleDuplicates > 0 ? ['possible_duplicates'] : []),
      ],
    };
  }
}

function byTime(one: Close, other: Close): number {
  return one.ts - other.ts || byCodeUnits(one.symbol, other.symbol) || byCodeUnits(one.line, other.line);
}

function placeOf({ symbol, ts }: Close): string {
  return `${symbol} ${isoUtc(ts)}`;
}
