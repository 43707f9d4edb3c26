import { KnownJoin, type KnownChange, type WholeJoin } from '../../operators/join/known-join';
import type { Desk } from '../../src/model/fund/desk';
import type { History } from './history';

/** What is brought up to a moment, change by change, and asked then. */
export interface HistoryMeasure<View> {
  step(change: KnownChange): void;
  view(asOf: number): View;
}

/** What a measure says at each of these moments, in ascending order, from what was known by then. One pass. */
export function* measuredAt<View>(
  { events, knownTs }: History,
  whole: WholeJoin,
  desk: Desk,
  moments: Iterable<number>,
  measure: HistoryMeasure<View>,
): Generator<View> {
  const join = new KnownJoin(desk, whole, (change) => {
    measure.step(change);
  });
  let next = 0;
  for (const asOf of moments) {
    for (; (knownTs[next] ?? Infinity) <= asOf; next++) {
      const event = events[next];
      if (event !== undefined) join.take(event);
    }
    join.settle(asOf);
    yield measure.view(asOf);
  }
}
