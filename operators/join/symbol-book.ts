import type { Close, Fill } from '../../src/model/event';
import { closeFingerprint, fillFingerprint } from '../../src/model/fingerprint';
import type { Fingerprint, MultisetDigest } from '../../src/model/values/digest';
import { byCodeUnits } from '../../src/model/values/json';
import { Timeline } from '../core/timeline';
import { identityOf } from '../ledger/closes/identical-closes';
import { KeyLedger, NO_CHANGE, type LedgerChange } from '../ledger/incremental/key-ledger';
import type { LedgerSegment } from '../ledger/incremental/ledger-segment';
import type { FoundCounts } from '../ledger/symbol-ledger';

/** A close whose own ts may lie after the next tick. */
interface Untold {
  readonly close: Close;
  isThere: boolean;
}

// So many are looked through at the next tick; more are looked through at once.
const FEW = 64;

/**
 * The closes and fills of one symbol inside the horizon, each row once, and the positions that they make. A later
 * telling of a known close is there from its own ts on.
 */
export class SymbolBook {
  /** Rows with a fee in another asset than dollars. */
  otherFees = 0;
  private readonly closes = new Timeline<Close, Close>(byContent);
  private readonly fills = new Timeline<Fill, Fill>(byContent);
  private readonly ledger = new KeyLedger();
  private untold: Untold[] = [];
  private first = Infinity;
  private most = FEW;
  private lastFound: FoundCounts | undefined;

  /** `digest` is that of all rows of all symbols. */
  constructor(private readonly digest: MultisetDigest) {}

  get isEmpty(): boolean {
    return this.closes.size === 0 && this.fills.size === 0;
  }

  /** The earliest ts of a row. */
  get firstTs(): number {
    return this.first;
  }

  /** What was found among the closes at the last update. */
  get found(): FoundCounts {
    return (this.lastFound ??= this.ledger.counts());
  }

  /** Its rows, parted where they are independent, as of the last update. */
  get stretches(): readonly LedgerSegment[] {
    return this.ledger.stretches;
  }

  /** It may change without another row: one of its rows is told later. */
  get isWaiting(): boolean {
    return this.untold.length > 0 || this.ledger.isWaiting;
  }

  /** Takes a row; false for one that is there already, byte for byte. No tick is before `latestTs`. */
  add(row: Close | Fill, latestTs: number): boolean {
    const known = row.kind === 'close' ? this.closes.putNew(row) : this.fills.putNew(row);
    if (known !== undefined) return false;
    this.ledger.put(row, latestTs);
    this.first = Math.min(this.first, row.ts);
    this.note(row, 1);
    if (row.kind === 'close' && row.toldTs > latestTs) this.wait(row, latestTs);
    return true;
  }

  /** Rows at or before `bound` do not exist any more. */
  evict(bound: number): void {
    if (this.firstTs > bound) return;
    const hidden = new Set(this.untold.flatMap(({ close, isThere }) => (isThere ? [] : [close])));
    this.closes.evict(bound, (close) => {
      if (!hidden.has(close)) this.note(close, -1);
    });
    this.fills.evict(bound, (fill) => {
      this.note(fill, -1);
    });
    this.first = Math.min(this.closes.nth(0)?.ts ?? Infinity, this.fills.nth(0)?.ts ?? Infinity);
    this.untold = this.untold.filter(({ close }) => close.ts > bound);
    this.ledger.evict(bound);
  }

  /** Brings the positions to asOf, and says how they changed; `NO_CHANGE` where no row came or went. */
  update(asOf: number): LedgerChange {
    if (this.untold.length > 0) this.settle(asOf);
    const change = this.ledger.update(asOf);
    if (change !== NO_CHANGE) this.lastFound = undefined;
    return change;
  }

  private note(row: Close | Fill, sign: 1 | -1): void {
    const print = printOf(row);
    if (sign > 0) this.digest.add(print);
    else this.digest.remove(print);
    if (row.feesInOtherAsset) this.otherFees += sign;
  }

  private wait(close: Close, latestTs: number): void {
    this.untold.push({ close, isThere: true });
    if (this.untold.length <= this.most) return;
    // No tick is before the latest row: what was told by then is there for good.
    this.settle(latestTs);
    this.most = Math.max(FEW, this.untold.length * 2);
  }

  // Of the closes that are told after asOf, only the first telling of one that nothing told before is there.
  private settle(asOf: number): void {
    const waiting = this.untold.filter(({ close }) => close.toldTs > asOf);
    for (const each of this.untold) if (each.close.toldTs <= asOf) this.place(each, true);
    waiting.sort(byTelling);
    const later = new Set(waiting.map(({ close }) => close));
    const first = new Set<string>();
    for (const each of waiting) {
      const { close } = each;
      const identity = momentAndIdentity(close);
      const known = this.closes.between(close.ts - 1, close.ts);
      const isKnown =
        first.has(identity) ||
        known.some((other) => !later.has(other) && momentAndIdentity(other) === identity);
      first.add(identity);
      this.place(each, !isKnown);
    }
    this.untold = waiting;
  }

  private place(each: Untold, isThere: boolean): void {
    if (each.isThere !== isThere) this.note(each.close, isThere ? 1 : -1);
    each.isThere = isThere;
  }
}

// By what counts of them first: to read the bytes of a row takes long.
function byContent(a: Close | Fill, b: Close | Fill): number {
  if (a === b) return 0;
  if (a.ts !== b.ts) return a.ts - b.ts;
  const [high, low] = printOf(a);
  const [otherHigh, otherLow] = printOf(b);
  return high - otherHigh || low - otherLow || byCodeUnits(a.line, b.line);
}

function printOf(row: Close | Fill): Fingerprint {
  return row.print ?? (row.kind === 'close' ? closeFingerprint(row) : fillFingerprint(row));
}

function byTelling({ close: one }: Untold, { close: other }: Untold): number {
  return one.toldTs - other.toldTs || byCodeUnits(one.line, other.line);
}

function momentAndIdentity(close: Close): string {
  return `${close.closeMicros} ${identityOf(close)}`;
}
