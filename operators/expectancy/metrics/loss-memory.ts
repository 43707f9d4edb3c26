import { ExactSum } from '../../../src/model/math/exact-sum';
import type { Trade } from '../../../src/model/trade';

/** The recursion over moments: S, what earlier losses still weigh, and e, the part of it that a moment does not earn back. */
export class LossMemory {
  constructor(
    private readonly keep: number,
    /** S. */
    public weight = 0,
  ) {}

  /** Takes the R of the next moment; gives its e. */
  take(r: number): number {
    // e = max(0, ρ·S − max(0, R)), then S = e + max(0, −R).
    const carried = Math.max(0, this.keep * this.weight - Math.max(0, r));
    this.weight = carried + Math.max(0, -r);
    return carried;
  }
}

/** The moments of trades in order that have trades of known R, with their R. */
export function* momentsOf(trades: readonly Trade[]): Generator<{ readonly ts: number; readonly r: number }> {
  const sum = new ExactSum();
  let ts = NaN;
  for (const trade of trades) {
    if (trade.r === undefined) continue;
    if (trade.ts !== ts) {
      if (!Number.isNaN(ts)) yield { ts, r: sum.value() };
      ts = trade.ts;
      sum.clear();
    }
    sum.add(trade.r);
  }
  if (!Number.isNaN(ts)) yield { ts, r: sum.value() };
}
