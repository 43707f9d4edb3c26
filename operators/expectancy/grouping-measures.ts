import type { Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { KnownNames } from '../core/known-names';
import { groupBound } from './group-bound';
import { GroupMeasure, type CutView } from './group-view';
import { GroupingMeasure } from './grouping-measure';
import { COMPARISON_CELLS, CUTS, GROUPINGS, type Cut, type Grouping } from './groups';
import { CUT_METRICS, METRICS, type CutMeasures, type GroupMeasures } from './metrics/registry';
import { SizesMeasure } from './sizes-measure';

/** One window by a grouping, each group with every metric; `withCurves` with its curve. */
export function groupingMeasure(
  grouping: Grouping,
  settings: Settings,
  known: KnownNames,
  withCurves: boolean,
): GroupingMeasure<GroupMeasures> {
  return new GroupingMeasure({
    key: GROUPINGS[grouping],
    bound: groupBound(grouping, settings, known),
    cells: COMPARISON_CELLS[grouping],
    newMeasure: () => new GroupMeasure(() => METRICS.meter(settings), withCurves),
  });
}

/** These trades, in order of (ts, symbol, id), by a grouping: what a window of them publishes of it. */
export function groupsOf(
  trades: readonly Trade[],
  grouping: Grouping | Cut,
  settings: Settings,
  known: KnownNames,
): Readonly<Record<string, CutView>> {
  if (grouping === 'sizes') return new SizesMeasure(settings).views(trades);
  const measure = isCut(grouping)
    ? cutMeasure(grouping, settings, known)
    : groupingMeasure(grouping, settings, known, false);
  measure.apply({ removed: [], added: trades });
  return measure.views;
}

function isCut(grouping: Grouping | Exclude<Cut, 'sizes'>): grouping is Exclude<Cut, 'sizes'> {
  return Object.hasOwn(CUTS, grouping);
}

/** One window by a cut. */
export function cutMeasure(
  cut: Exclude<Cut, 'sizes'>,
  settings: Settings,
  known: KnownNames,
): GroupingMeasure<CutMeasures> {
  return new GroupingMeasure({
    key: CUTS[cut],
    bound: groupBound(cut, settings, known),
    cells: COMPARISON_CELLS[cut],
    newMeasure: () => new GroupMeasure(() => CUT_METRICS.meter(settings)),
  });
}
