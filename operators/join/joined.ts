import type { Close, Fill, MarketEvent } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import type { Desk } from '../../src/model/fund/desk';
import type { Trade } from '../../src/model/trade';
import { horizonMs } from '../../src/model/fund/settings';
import { joinAttempts } from './join-attempts';
import { machineOver } from '../core/machine';
import { Timeline } from '../core/timeline';
import { NOTHING_COUNTED } from '../ticks/tick-every';

/** Trades and router rows that count at asOf, each in order of (ts, symbol, id). */
export interface Joined {
  readonly trades: readonly Trade[];
  readonly routes: readonly Route[];
}

/**
 * Closes, fills and router rows in any order, made into the trades and rows of the horizon at asOf: one trade a
 * position, each with the latest row of its attempt. The plain-array form of `joinAttempts`.
 */
export function joined(events: readonly (Close | Fill | Route)[], desk: Desk, asOf: number): Joined {
  const due: readonly MarketEvent[] = events.filter((event) => event.ts <= asOf);
  const tick = { kind: 'tick', asOf, counts: NOTHING_COUNTED } as const;
  const facts = machineOver(joinAttempts(desk), [due, [tick]]).flat();
  const trades = new Timeline<Trade>();
  const routes = new Timeline<Route>();
  for (const fact of facts) {
    if (fact.kind === 'trade') trades.put(fact.trade);
    else if (fact.kind === 'untrade') trades.remove(fact.trade);
    else if (fact.kind === 'routed') routes.put(fact.route);
    else if (fact.kind === 'unrouted') routes.remove(fact.route);
  }
  const after = asOf - horizonMs(desk.settings);
  return { trades: trades.between(after, asOf), routes: routes.between(after, asOf) };
}
