import type { AllocationRow } from '../../../operators/allocate/allocation-file';
import type { SuggestionsFile } from '../../../operators/suggest/suggestions-file';
import { hasRecord } from '../../model/fund/has-record';

/** The rows in their order, those of symbols without a record last and without a score, as they have no rank. */
export function rankedRows(
  rows: readonly AllocationRow[],
  suggestions: SuggestionsFile | undefined,
): readonly AllocationRow[] {
  const routed = new Map(suggestions?.symbols.map(({ symbol, metrics }) => [symbol, metrics.sample_count]));
  const isRanked = ({ symbol, expectancy }: AllocationRow): boolean =>
    hasRecord(expectancy.count, routed.get(symbol));
  return [
    ...rows.filter(isRanked),
    ...rows.filter((row) => !isRanked(row)).map((row) => ({ ...row, score: null })),
  ];
}
