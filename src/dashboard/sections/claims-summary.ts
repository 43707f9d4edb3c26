import { isObject, own, type JsonObject } from '../../model/values/json';
import { childAt, numberAt } from '../model/json-fields';
import { claimBinFields, claimFields, type ClaimsSummary } from '../model/page-model';
import { readFields } from '../model/read-fields';

/** How the claims have turned out, from the scores file; null where it does not say. */
export function claimsSummary(scores: JsonObject | undefined): ClaimsSummary | null {
  const found = childAt(scores, 'calibration');
  if (found === undefined) return null;
  const chances = childAt(found, 'p_dd') ?? {};
  const bins: unknown = own(chances, 'bins');
  return {
    ...readFields(claimFields, found),
    from_ms: numberAt(found, 'from_ts'),
    to_ms: numberAt(found, 'to_ts'),
    brier: numberAt(chances, 'brier'),
    skill: numberAt(chances, 'skill'),
    bins: (Array.isArray(bins) ? bins : [])
      .filter(isObject)
      .slice(0, MOST_BINS)
      .map((bin) => readFields(claimBinFields, bin)),
  };
}

const MOST_BINS = 10;
