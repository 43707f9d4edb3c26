import type { Close, Fill, MarketEvent } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import type { Desk } from '../../src/model/fund/desk';
import { foldOver } from '../core/fold';
import { machineOver } from '../core/machine';
import { NOTHING_COUNTED } from '../ticks/counts';
import { collectJoined, type Joined } from './collect-joined';
import { joinAttempts } from './join-attempts';

/**
 * Closes, fills and router rows in any order, made into the trades and rows of the horizon at asOf: one trade a
 * position, each with the latest row of its attempt. The plain-array form of `joinAttempts`.
 */
export function joined(events: readonly (Close | Fill | Route)[], desk: Desk, asOf: number): Joined {
  const due: readonly MarketEvent[] = events.filter((event) => event.ts <= asOf);
  const tick = { kind: 'tick', asOf, counts: NOTHING_COUNTED } as const;
  const changes = machineOver(joinAttempts(desk), [due, [tick]]).flat();
  return foldOver(collectJoined(desk.settings), changes, asOf);
}
