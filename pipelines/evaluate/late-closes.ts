import { durationMs, type Settings } from '../../src/model/fund/settings';
import type { History } from './history';

const MOST_LATE = 0.01;

/**
 * More than one close in a hundred stands in the log behind rows that are later than it by more than the lateness. The log was
 * sorted or merged, or rows were written after the fact; then advice and results are not what they would have been.
 */
export function isWrittenLate({ events, knownTs }: History, settings: Settings): boolean {
  const latenessMs = durationMs(settings.lateness);
  let [closes, late] = [0, 0];
  for (const [i, { kind, ts }] of events.entries()) {
    if (kind !== 'close') continue;
    closes++;
    if ((knownTs[i] ?? ts) - ts > latenessMs) late++;
  }
  return late > MOST_LATE * closes;
}
