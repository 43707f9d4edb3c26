import type { Trade } from '../../../src/model/trade';

/**
 * The share of the time from the first entry to the last exit in which some of the trades was held, 0 to 1; of those whose
 * entry is known. Undefined where none is, or where no time passes. The trades are in order of their exits.
 */
export function exposureOf(trades: readonly Trade[]): number | undefined {
  let held = 0;
  let last: number | undefined;
  // All from here on is counted.
  let from = Infinity;
  for (const { entryTs, ts } of trades.toReversed()) {
    if (entryTs === undefined || !(entryTs <= ts)) continue;
    last ??= ts;
    if (entryTs >= from) continue;
    held += Math.min(ts, from) - entryTs;
    from = entryTs;
  }
  return last === undefined || last === from ? undefined : held / (last - from);
}
