import type { Trade } from '../../../src/model/trade';
import type { Delta } from '../../core/timeline';
import type { MetricResult, MetricFold } from './metric';

/** What a metric says of one group of trades as it changes. */
export interface Meter<View> {
  /** The group is now `trades`, in order, after these changes since the last call. */
  measure(trades: readonly Trade[], delta: Delta<Trade>): MetricResult<View>;
}

/** The meter of one fold. Without `undo` it folds all trades again, unless they only grew at the end. */
export function meterOf<View, State>(fold: MetricFold<View, State>): Meter<View> {
  let state = fold.init();
  return {
    measure(trades, { removed, added }) {
      let unfolded = added;
      if (fold.undo !== undefined) for (const trade of removed) state = fold.undo(state, trade);
      else if (removed.length > 0 || !endWith(trades, added)) {
        state = fold.init();
        unfolded = trades;
      }
      for (const trade of unfolded) state = fold.step(state, trade);
      return fold.view(state, trades.at(-1)?.ts ?? 0);
    },
  };
}

// Both are in order.
function endWith(trades: readonly Trade[], added: readonly Trade[]): boolean {
  return added.length === 0 || trades[trades.length - added.length] === added[0];
}
