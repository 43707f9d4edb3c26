import { count } from '../../../src/model/schemas/shapes';
import type { Metric } from './metric';

export interface StreakView {
  readonly longest_losing_streak: number;
}

interface StreakState {
  running: number;
  longest: number;
}

/** The most losses in a row; a flat trade ends a streak. */
export const streak: Metric<StreakView, StreakState> = {
  name: 'streak',
  about: 'The longest run of losing trades; a flat trade ends it.',
  fields: { longest_losing_streak: count },
  fold: () => ({
    init: () => ({ running: 0, longest: 0 }),
    step(state, { outcome }) {
      state.running = outcome === 'loss' ? state.running + 1 : 0;
      state.longest = Math.max(state.longest, state.running);
      return state;
    },
    view: ({ longest }) => ({ view: { longest_losing_streak: longest }, reasons: {} }),
  }),
};
