import { STATE_FILES, STATE_KEYS, type StateFileKey } from '../../../operators/files/state-files';
import { own } from '../../model/values/json';
import { isoUtc, parseTimestamp } from '../../model/values/time';
import type { LiveSummary } from './page-model';
import { documentOf, type StateDocuments } from './state-documents';

/** The moment that a file is of, epoch ms; undefined where it does not say. */
export function momentOf(state: StateDocuments, key: StateFileKey): number | undefined {
  const document = documentOf(state, key);
  return document === undefined
    ? undefined
    : (parseTimestamp(own(document, 'as_of')) ?? parseTimestamp(own(document, 'generated_ts')));
}

/** Whether live leaves a file as it is because the gate of its stage is closed. Gates of a live that ended hold nothing. */
export function isGated(key: StateFileKey, live: LiveSummary | null): boolean {
  if (live?.running !== true) return false;
  if (key === 'suggestions') return live.gates.router_autotune === false;
  return key === 'allocation' && live.gates.feedback_allocator === false;
}

/** A moment as it is told in a sentence, to the second. */
export function momentText(ms: number): string {
  const iso = isoUtc(ms);
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** The moments of the files that are kept current, the oldest first. */
export function currentMoments(
  state: StateDocuments,
  live: LiveSummary | null,
): readonly { readonly file: string; readonly asOfMs: number }[] {
  const moments = STATE_KEYS.flatMap((key) => {
    const asOfMs = isGated(key, live) ? undefined : momentOf(state, key);
    return asOfMs === undefined ? [] : [{ file: STATE_FILES[key], asOfMs }];
  });
  return moments.toSorted((a, b) => a.asOfMs - b.asOfMs);
}
