import { count } from '../../../src/model/schemas/shapes';
import type { Metric } from './metric';

export interface StreakView {
  readonly longest_losing_streak: number;
}

interface StreakState {
  trades: number;
  /** The losses before anything else. */
  first: number;
  running: number;
  longest: number;
}

/** The most losses in a row; a flat trade ends a streak. */
export const streak: Metric<StreakView, StreakState> = {
  name: 'streak',
  about: 'The longest run of losing trades; a flat trade ends it.',
  fields: { longest_losing_streak: count },
  fold: () => ({
    init: none,
    step(state, trade) {
      if (trade.outcome === 'loss') {
        state.running++;
        if (state.first === state.trades) state.first++;
        if (state.running > state.longest) state.longest = state.running;
      } else state.running = 0;
      state.trades++;
      return state;
    },
    after: none,
    join(state, later) {
      state.longest = Math.max(state.longest, state.running + later.first, later.longest);
      if (state.first === state.trades) state.first += later.first;
      state.running = later.running === later.trades ? state.running + later.running : later.running;
      state.trades += later.trades;
      return true;
    },
    view: ({ longest }) => ({ view: { longest_losing_streak: longest }, reasons: {} }),
  }),
};

function none(): StreakState {
  return { trades: 0, first: 0, running: 0, longest: 0 };
}
