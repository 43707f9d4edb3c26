import { joinAttempts, type JoinedChange } from '../../operators/join/join-attempts';
import { NOTHING_COUNTED, type TickedEvent } from '../../operators/ticks/tick-every';
import type { Desk } from '../../src/model/fund/desk';
import type { History } from './history';

/** What is brought up to a moment, change by change, and asked then. */
export interface HistoryMeasure<View> {
  step(change: JoinedChange): void;
  view(asOf: number): View;
}

/** What a measure says at each of these moments, in ascending order, from what was known by then. One pass. */
export function* measuredAt<View>(
  { events, knownTs }: History,
  desk: Desk,
  moments: Iterable<number>,
  measure: HistoryMeasure<View>,
): Generator<View> {
  const join = joinAttempts(desk, 'changes');
  const joined = join.init();
  let next = 0;
  for (const asOf of moments) {
    const batch: TickedEvent[] = [];
    for (; (knownTs[next] ?? Infinity) <= asOf; next++) {
      const event = events[next];
      if (event !== undefined) batch.push(event);
    }
    batch.push({ kind: 'tick', asOf, counts: NOTHING_COUNTED });
    for (const changes of join.step(joined, batch)) for (const change of changes) measure.step(change);
    yield measure.view(asOf);
  }
}
