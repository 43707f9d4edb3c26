import type { Trade } from './trade';
import { mostIn, windowStart, type Window } from './values/window';

/** The trades of a window at asOf. Trades in order of (ts, symbol, id). */
export function tradesIn(trades: readonly Trade[], window: Window, asOf: number): readonly Trade[] {
  const after = windowStart(window, asOf);
  const held = trades.filter(({ ts }) => ts > after && ts <= asOf);
  return held.slice(-mostIn(window));
}
