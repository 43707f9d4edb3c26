import { AdviceMeasure } from '../../operators/evidence/walk/advice-measure';
import type { AdviceFrame } from '../../operators/evidence/walk/advice-frame';
import type { Desk } from '../../src/model/fund/desk';
import type { History } from './history';
import { measuredAt } from './measured-at';

/** The advice at each of these moments, in ascending order, from what was known by then. One pass. */
export function adviceAt(history: History, desk: Desk, moments: Iterable<number>): Generator<AdviceFrame> {
  return measuredAt(history, desk, moments, new AdviceMeasure(desk));
}
