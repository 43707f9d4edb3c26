import type { Trade } from '../../src/model/trade';
import type { Changes } from '../changes';
import { foldOver } from '../fold';
import type { Measured, MetricFold } from './metric';

/** What a metric says of one group of trades as it changes. */
export interface Meter<View> {
  /** The group is now `trades`, in order, after these changes since the last call. */
  measure(trades: readonly Trade[], changes: Changes<Trade>): Measured<View>;
}

/** The meter of one fold: it follows the changes where the fold can, else it folds anew. */
export function meterOf<View, State>(fold: MetricFold<View, State>): Meter<View> {
  const undo = fold.undo?.bind(fold);
  if (undo === undefined) return { measure: (trades) => foldOver(fold, trades, latestOf(trades)) };
  let state = fold.init();
  return {
    measure(trades, { gone, come }) {
      for (const trade of gone) state = undo(state, trade);
      for (const trade of come) state = fold.step(state, trade);
      return fold.view(state, latestOf(trades));
    },
  };
}

function latestOf(trades: readonly Trade[]): number {
  return trades.at(-1)?.ts ?? 0;
}
