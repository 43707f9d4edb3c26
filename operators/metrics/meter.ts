import type { Trade } from '../../src/model/trade';
import type { Changes } from '../changes';
import type { Measured, MetricFold } from './metric';

/** What a metric says of one group of trades as it changes. */
export interface Meter<View> {
  /** The group is now `trades`, in order, after these changes since the last call. */
  measure(trades: readonly Trade[], changes: Changes<Trade>): Measured<View>;
}

/**
 * The meter of one fold: it follows the changes where the fold can take trades out again, or where none left and all came
 * after the last one; else it folds anew.
 */
export function meterOf<View, State>(fold: MetricFold<View, State>): Meter<View> {
  const undo = fold.undo?.bind(fold);
  let state = fold.init();
  return {
    measure(trades, changes) {
      const { gone, come } = changes;
      if (undo !== undefined) {
        for (const trade of gone) state = undo(state, trade);
        for (const trade of come) state = fold.step(state, trade);
      } else {
        const onlyGrew = isGrowth(trades, changes);
        if (!onlyGrew) state = fold.init();
        for (const trade of onlyGrew ? come : trades) state = fold.step(state, trade);
      }
      return fold.view(state, latestOf(trades));
    },
  };
}

// Both are in order: what came is the end of the list when its first is there.
function isGrowth(trades: readonly Trade[], { gone, come }: Changes<Trade>): boolean {
  return gone.length === 0 && (come.length === 0 || trades[trades.length - come.length] === come[0]);
}

function latestOf(trades: readonly Trade[]): number {
  return trades.at(-1)?.ts ?? 0;
}
