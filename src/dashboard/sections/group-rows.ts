import { byCodeUnits, own, type JsonObject } from '../../model/values/json';
import { PATHS, SLIPPAGE_BANDS } from '../../model/regime';
import { childrenAt, countAt, intervalAt, numberAt, numbersAt, rowsAt, textAt } from '../model/json-fields';
import type { ComparisonCell, HourCell, RegimeCell, StrategyRow } from '../model/page-model';
import { readFields } from '../model/read-fields';
import { documentOf, type StateDocuments } from '../model/state-documents';
import { expectancyFields } from '../model/symbol-row';

const HOURS = 24;

/** Strategies by mean R, the best first; those without one last, equal ones by name. */
export function strategyRows(state: StateDocuments): readonly StrategyRow[] {
  const groups = new Map(childrenAt(documentOf(state, 'expectancy'), 'strategies'));
  const scores = rowsAt(documentOf(state, 'scores'), 'strategies', 'strategy');
  const allocations = rowsAt(documentOf(state, 'allocation'), 'strategies', 'strategy');
  const names = new Set([...groups, ...scores, ...allocations].map(([name]) => name));
  const rows = [...names].map((strategy): StrategyRow => {
    const score = scores.get(strategy) ?? {};
    const allocation = allocations.get(strategy) ?? {};
    return {
      strategy,
      score: numberAt(score, 'score'),
      contributions: numbersAt(score, 'contributions'),
      ...comparisonCell(groups.get(strategy) ?? {}),
      capacity_usd: numberAt(allocation, 'capacity_usd'),
      base_cap: numberAt(allocation, 'base_cap'),
      suggested_weight: numberAt(allocation, 'suggested_weight'),
      reason: textAt(allocation, 'reason'),
    };
  });
  const rank = ({ expectancy }: StrategyRow): number => expectancy.avg_r ?? -Infinity;
  return rows.toSorted((a, b) =>
    rank(a) === rank(b) ? byCodeUnits(a.strategy, b.strategy) : rank(b) > rank(a) ? 1 : -1,
  );
}

/** The cells of the regime partition that hold trades, path by path and band by band. Other keys are left out. */
export function regimeCells(state: StateDocuments): readonly RegimeCell[] {
  const groups = new Map(childrenAt(documentOf(state, 'expectancy'), 'regimes'));
  const total = [...groups.values()].reduce((sum, group) => sum + countAt(group, 'count'), 0);
  return PATHS.flatMap((path) =>
    SLIPPAGE_BANDS.flatMap((band): readonly RegimeCell[] => {
      const group = groups.get(`${path}|${band}`);
      const count = group === undefined ? 0 : countAt(group, 'count');
      return group === undefined || count === 0
        ? []
        : [{ path, band, share: count / total, ...comparisonCell(group) }];
    }),
  );
}

/** All hours of the day, UTC; those without trades have count 0. Empty without an expectancy file. */
export function hourCells(state: StateDocuments): readonly HourCell[] {
  const expectancy = documentOf(state, 'expectancy');
  if (expectancy === undefined) return [];
  const groups = new Map(childrenAt(expectancy, 'hours'));
  return Array.from({ length: HOURS }, (_, hour) => ({
    hour,
    ...comparisonCell(groups.get(String(hour)) ?? {}),
  }));
}

function comparisonCell(group: JsonObject): ComparisonCell {
  return { expectancy: readFields(expectancyFields, group), ...barOf(group) };
}

/** The bar of a group among others. */
export function barOf(group: JsonObject): Omit<ComparisonCell, 'expectancy'> {
  const adjusted = intervalAt(group, 'r_interval_adjusted');
  // Never more sure than the interval beside it.
  return {
    r_interval_adjusted: adjusted,
    clears_bar: own(group, 'clears_bar') === true && adjusted !== null,
  };
}
