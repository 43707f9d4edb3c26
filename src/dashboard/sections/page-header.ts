import { STATE_KEYS } from '../../../operators/files/state-files';
import { isoUtc } from '../../model/values/time';
import type { Circumstances } from '../model/circumstances';
import { childAt, countAt, flagAt, textAt } from '../model/json-fields';
import { liveSummary } from './live-summary';
import { currentMoments } from '../model/moments';
import type { PageHeader } from '../model/page-model';
import { riskSummary } from './risk-summary';
import { documentOf, type StateDocuments } from '../model/state-documents';

/** The head of the page. Its moment is that of the oldest file that is kept current: nothing shown is older. */
export function pageHeader(state: StateDocuments, circumstances: Circumstances): PageHeader {
  const { nowMs, staleAfterMs, atMs } = circumstances;
  const live = liveSummary(circumstances);
  const asOfMs = currentMoments(state, live)[0]?.asOfMs ?? null;
  const ageMs = asOfMs === null ? null : nowMs - asOfMs;
  const expectancy = documentOf(state, 'expectancy');
  return {
    as_of: asOfMs === null ? null : isoUtc(asOfMs),
    as_of_ms: asOfMs,
    now_ms: nowMs,
    age_ms: ageMs,
    freshness: ageMs === null || atMs !== undefined ? 'unknown' : ageMs >= staleAfterMs ? 'stale' : 'fresh',
    stale_after_ms: staleAfterMs,
    at_ms: atMs ?? null,
    window: STATE_KEYS.map((key) => textAt(documentOf(state, key) ?? {}, 'window')).find(isText) ?? null,
    sample_count: expectancy === undefined ? null : countAt(expectancy, 'sample_count'),
    ...riskSummary(state),
    complete: completeness(state),
    live,
  };
}

// One file that says it lacks rows is enough; null when none says anything.
function completeness(state: StateDocuments): boolean | null {
  const flags = STATE_KEYS.flatMap((key) => {
    const flag = flagAt(childAt(documentOf(state, key), 'metadata') ?? {}, 'complete');
    return flag === null ? [] : [flag];
  });
  return flags.length === 0 ? null : flags.every(Boolean);
}

function isText(text: string | null): text is string {
  return text !== null;
}
