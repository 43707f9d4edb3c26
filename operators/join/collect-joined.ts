import type { Route } from '../../src/model/route';
import { horizonMs, type Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { Fold } from '../core/fold';
import { Timeline } from '../core/timeline';
import type { JoinedChange } from './join-attempts';
import { takeTrade } from './take-trade';

/** Trades and router rows that count at asOf, each in order of (ts, symbol, id). */
export interface Joined {
  readonly trades: readonly Trade[];
  readonly routes: readonly Route[];
}

interface JoinedState {
  readonly trades: Timeline<Trade>;
  readonly routes: Timeline<Route>;
}

/** Collects what the join emits: at asOf, the trades and router rows of the horizon. */
export function collectJoined(settings: Settings): Fold<JoinedChange, JoinedState, Joined> {
  return {
    init: () => ({ trades: new Timeline<Trade>(), routes: new Timeline<Route>() }),
    step(state, change) {
      takeTrade(state.trades, change);
      if (change.kind === 'routed') state.routes.put(change.route);
      else if (change.kind === 'unrouted') state.routes.remove(change.route);
      return state;
    },
    view({ trades, routes }, asOf) {
      const after = asOf - horizonMs(settings);
      return { trades: trades.between(after, asOf), routes: routes.between(after, asOf) };
    },
  };
}
