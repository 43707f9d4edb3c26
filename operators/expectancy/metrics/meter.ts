import type { Trade } from '../../../src/model/trade';
import type { Delta } from '../../core/delta';
import type { MetricResult, MetricFold } from './metric';
import { Sliding } from './sliding';

/** What a metric says of one group of trades as it changes. */
export interface Meter<View> {
  /** The group is now `trades`, in order, after these changes since the last call. */
  measure(trades: readonly Trade[], delta: Delta<Trade>): MetricResult<View>;
}

/** The meter of one fold. */
export function meterOf<View, State>(fold: MetricFold<View, State>): Meter<View> {
  if (!('undo' in fold)) {
    const sliding = new Sliding(fold);
    return { measure: (trades, delta) => fold.view(sliding.state(trades, delta), latestOf(trades)) };
  }
  let state = fold.init();
  return {
    measure(trades, { removed, added }) {
      for (const trade of removed) state = fold.undo(state, trade);
      for (const trade of added) state = fold.step(state, trade);
      return fold.view(state, latestOf(trades));
    },
  };
}

function latestOf(trades: readonly Trade[]): number {
  return trades.at(-1)?.ts ?? 0;
}
