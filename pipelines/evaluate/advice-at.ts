import { AdviceMeasure } from '../../operators/evidence/walk/advice-measure';
import type { AdviceFrame } from '../../operators/evidence/walk/advice-frame';
import type { KnownChange, WholeJoin } from '../../operators/join/known-join';
import type { Desk } from '../../src/model/fund/desk';
import type { History } from './history';
import { measuredAt } from './measured-at';

/**
 * The advice at each of these moments, in ascending order, from what was known by then, to be read before the next. One pass. `scoredAt`: the moments
 * whose scores are asked for, where they are not those of all. `beside` hears of each change too.
 */
export function adviceAt(
  history: History,
  whole: WholeJoin,
  desk: Desk,
  moments: Iterable<number>,
  scoredAt?: ReadonlySet<number>,
  beside?: { step(change: KnownChange): void },
): Generator<AdviceFrame> {
  const measure = new AdviceMeasure(desk);
  return measuredAt(history, whole, desk, moments, {
    step: (change) => {
      measure.step(change);
      beside?.step(change);
    },
    view: (asOf) => measure.view(asOf, scoredAt?.has(asOf) ?? true),
  });
}
