import type { Trade } from '../../src/model/trade';
import type { Timeline } from '../core/timeline';
import type { Route } from '../../src/model/route';
import type { JoinedChange } from './join-attempts';

/** What a change did to a timeline of trades: what it lost, and what it gained. */
export interface TakenTrade {
  readonly lost: Trade | undefined;
  readonly gained: Trade | undefined;
}

/** What a change did to a timeline of router rows. */
export interface TakenRoute {
  readonly lost: Route | undefined;
  readonly gained: Route | undefined;
}

/** Takes a change into a timeline of router rows; undefined where the change is none of them. */
export function takeRow(routes: Timeline<Route>, change: JoinedChange): TakenRoute | undefined {
  if (change.kind === 'unrouted') return { lost: routes.remove(change.route), gained: undefined };
  return change.kind === 'routed' ? { lost: routes.put(change.route), gained: change.route } : undefined;
}

/** Takes a change into a timeline of trades; undefined where the change is none of trades. */
export function takeTrade(trades: Timeline<Trade>, change: JoinedChange): TakenTrade | undefined {
  if (change.kind === 'untrade') return { lost: trades.remove(change.trade), gained: undefined };
  if (change.kind !== 'trade') return undefined;
  const { trade, before } = change;
  return { lost: before === undefined ? trades.put(trade) : trades.replace(before, trade), gained: trade };
}
