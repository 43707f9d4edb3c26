import { horizonMs, type Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { Window } from '../../src/model/values/window';
import type { Fold } from '../core/fold';
import type { KnownNames } from '../core/known-names';
import { Timeline } from '../core/timeline';
import type { JoinedChange } from '../join/join-attempts';
import { takeTrade } from '../join/take-trade';
import { WindowMeasure, type MeasuredWindow } from './window-measure';

export interface WindowState {
  readonly trades: Timeline<Trade>;
  measure: WindowMeasure;
}

/**
 * The trades of one window, summarised at each tick by group. Depends on the window's contents only; what nothing changed
 * since the last view is the same object again. The groups of `known` names are shown before all others.
 */
export function measureWindow(
  window: Window,
  settings: Settings,
  known: KnownNames,
  isPrimary: boolean,
): Fold<JoinedChange, WindowState, MeasuredWindow> {
  const measureOf = (trades: Timeline<Trade>): WindowMeasure =>
    new WindowMeasure(window, trades, settings, known, horizonMs(settings), isPrimary);
  return {
    init() {
      const trades = new Timeline<Trade>();
      return { trades, measure: measureOf(trades) };
    },
    step(state, change) {
      const taken = takeTrade(state.trades, change);
      if (taken !== undefined) state.measure.note(taken.lost, taken.gained);
      return state;
    },
    view(state, asOf) {
      try {
        return state.measure.measured(asOf);
      } catch (error) {
        // The changes may be half applied: the next view measures everything again.
        state.measure = measureOf(state.trades);
        throw error;
      }
    },
  };
}
