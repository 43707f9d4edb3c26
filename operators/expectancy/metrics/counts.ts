import type { Trade } from '../../../src/model/trade';
import { wilsonInterval } from '../../../src/model/math/interval';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { count, intervalOrNull, rateOrNull } from '../../../src/model/schemas/shapes';
import { Reasons, type Metric } from './metric';

interface CountsState {
  wins: number;
  losses: number;
  flats: number;
}

const fields = {
  count,
  wins: count,
  losses: count,
  flats: count,
  hit_rate: rateOrNull,
  hit_rate_interval: intervalOrNull,
} as const;

/** How many trades, and how many of them won. */
export const counts: Metric<FromProperties<typeof fields>, CountsState> = {
  name: 'counts',
  about: 'Trades, wins, losses and flats; the hit rate with Wilson’s 95 % interval.',
  fields,
  fold: () => ({
    init: () => ({ wins: 0, losses: 0, flats: 0 }),
    step: (state, trade) => shift(state, trade, 1),
    undo: (state, trade) => shift(state, trade, -1),
    view({ wins, losses, flats }) {
      const n = wins + losses + flats;
      const none = new Reasons();
      const hitRate = none.orNull('hit_rate', n === 0 ? undefined : wins / n, 'no_trades');
      if (n === 0) none.reasons['hit_rate_interval'] = 'no_trades';
      const interval = n === 0 ? null : wilsonInterval(wins, n);
      return {
        view: { count: n, wins, losses, flats, hit_rate: hitRate, hit_rate_interval: interval },
        reasons: none.reasons,
      };
    },
  }),
};

function shift(state: CountsState, { outcome }: Trade, by: 1 | -1): CountsState {
  if (outcome === 'win') state.wins += by;
  else if (outcome === 'loss') state.losses += by;
  else state.flats += by;
  return state;
}
