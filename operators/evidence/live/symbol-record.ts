import { primaryWindow, type Settings } from '../../../src/model/fund/settings';
import type { Trade } from '../../../src/model/trade';
import { windowStart } from '../../../src/model/values/window';
import { claimsOf } from '../calibration/claims';
import { DriftWatch, type DriftChange } from '../calibration/drift';
import { CLAIM_TRADES } from '../../expectancy/metrics/claim-chances';
import { ClaimWindow } from './claim-window';
import { scoreClaim, scorableAfter, type ScoredClaim } from './scored-claim';

/**
 * The trades of one symbol since the record began: the claims made on the way, and the watch for a change. It follows from
 * the trades alone; what comes at the end is taken up without a look at what was there.
 */
export class SymbolRecord {
  private watch = new DriftWatch();
  private watched = 0;
  private watchedTs = -Infinity;
  /** By their moments. */
  private readonly scored = new Map<number, ScoredClaim>();

  /** `start`: the moment that the record begins at. */
  constructor(
    private readonly start: number,
    private readonly settings: Settings,
  ) {}

  get drift(): DriftChange | undefined {
    return this.watch.last;
  }

  get claims(): Iterable<ScoredClaim> {
    return this.scored.values();
  }

  /**
   * The symbol's trades of known R inside the horizon are now these, in order; the first that changed has this time. Says
   * whether that changes anything here.
   */
  update(trades: readonly Trade[], changedTs: number, asOf: number): boolean {
    const { drift } = this;
    const first = indexAfter(trades, this.start - 1);
    this.follow(trades, first, changedTs);
    const dropped = this.forget(({ until }) => until >= changedTs);
    const added = this.score(trades, first, asOf);
    return dropped || added || drift !== this.drift;
  }

  /** Forgets the claims made before this moment. Says whether there were any. */
  forgetBefore(moment: number): boolean {
    return this.forget(({ asOf }) => asOf < moment);
  }

  private forget(isGone: (claim: ScoredClaim) => boolean): boolean {
    const known = this.scored.size;
    for (const [ts, claim] of this.scored) if (isGone(claim)) this.scored.delete(ts);
    return this.scored.size < known;
  }

  private follow(trades: readonly Trade[], first: number, changedTs: number): void {
    if (changedTs <= this.watchedTs) {
      this.watch = new DriftWatch();
      this.watched = 0;
    }
    for (const { ts, r } of trades.slice(first + this.watched)) {
      if (r !== undefined) this.watch.add(ts, r);
      this.watchedTs = ts;
    }
    this.watched = trades.length - first;
  }

  private score(trades: readonly Trade[], first: number, asOf: number): boolean {
    const after = scorableAfter(this.settings, asOf);
    if (after === undefined) return false;
    const known = this.scored.size;
    const record = trades.slice(first);
    const closes = record.map(({ ts }) => ts);
    const window = new ClaimWindow(trades, this.settings);
    for (const { asOf: claimed, from, to } of claimsOf(closes, CLAIM_TRADES)) {
      if (claimed === undefined || claimed < after || this.scored.has(claimed)) continue;
      const basis = window.moveTo(...this.spanAt(trades, claimed));
      this.scored.set(claimed, scoreClaim(claimed, basis, record.slice(from, to), this.settings));
    }
    return this.scored.size > known;
  }

  private spanAt(trades: readonly Trade[], asOf: number): readonly [from: number, to: number] {
    const after = windowStart(primaryWindow(this.settings), asOf);
    return [indexAfter(trades, after), indexAfter(trades, asOf)];
  }
}

// How many have ts ≤ the moment.
function indexAfter(trades: readonly Trade[], moment: number): number {
  let low = 0;
  let high = trades.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((trades[middle]?.ts ?? Infinity) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
