import type { Trade } from '../../../src/model/trade';
import { byPlace, type Delta } from '../../core/timeline';
import type { MetricResult, MetricFold } from './metric';

/** What a metric says of one group of trades as it changes. */
export interface Meter<View> {
  /** The group is now `trades`, in order, after these changes since the last call. */
  measure(trades: readonly Trade[], delta: Delta<Trade>): MetricResult<View>;
}

/**
 * The meter of one fold. Without `undo` it folds all trades again, unless they only grew at the end, and with `slide` left
 * at the front.
 */
export function meterOf<View, State>(fold: MetricFold<View, State>): Meter<View> {
  let state = fold.init();
  return {
    measure(trades, { removed, added }) {
      let unfolded = added;
      if (fold.undo !== undefined) for (const trade of removed) state = fold.undo(state, trade);
      else if (!endWith(trades, added) || (removed.length > 0 && !isSlide(fold, trades, removed, added))) {
        state = fold.init();
        unfolded = trades;
      } else if (removed.length > 0 && fold.slide !== undefined)
        state = fold.slide(state, removed, trades.slice(0, trades.length - added.length));
      for (const trade of unfolded) state = fold.step(state, trade);
      return fold.view(state, trades.at(-1)?.ts ?? 0);
    },
  };
}

function isSlide<View, State>(
  { slide }: MetricFold<View, State>,
  trades: readonly Trade[],
  removed: readonly Trade[],
  added: readonly Trade[],
): boolean {
  const [first] = trades;
  const last = removed.at(-1);
  if (slide === undefined || first === undefined || last === undefined) return false;
  return added.length < trades.length && byPlace(last, first) < 0;
}

// Both are in order.
function endWith(trades: readonly Trade[], added: readonly Trade[]): boolean {
  return added.length === 0 || trades[trades.length - added.length] === added[0];
}
