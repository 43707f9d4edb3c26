import type { Trade } from './trade';
import type { Window } from './values/window';

/** The trades of a window: asOf − W < ts ≤ asOf, or the last N of them all. */
export function tradesIn(trades: readonly Trade[], window: Window, asOf: number): readonly Trade[] {
  const known = trades.filter((trade) => trade.ts <= asOf);
  if (window.kind === 'last') return known.slice(-window.trades);
  return known.filter((trade) => trade.ts > asOf - window.widthMs);
}
