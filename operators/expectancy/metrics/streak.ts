import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { count } from '../../../src/model/schemas/shapes';
import type { Metric } from './metric';

interface StreakState {
  running: number;
  longest: number;
}

const fields = { longest_losing_streak: count } as const;

export type StreakView = FromProperties<typeof fields>;

/** The most losses in a row; a flat trade ends a streak. */
export const streak: Metric<StreakView, StreakState> = {
  name: 'streak',
  about: 'The longest run of losing trades; a flat trade ends it.',
  fields,
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
