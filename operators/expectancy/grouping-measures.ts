import type { Settings } from '../../src/model/fund/settings';
import type { KnownNames } from '../core/known-names';
import { groupBound } from './group-bound';
import { GroupMeasure } from './group-view';
import { GroupingMeasure } from './grouping-measure';
import { COMPARISON_CELLS, CUTS, GROUPINGS, type Cut, type Grouping } from './groups';
import { CUT_METRICS, METRICS, type CutMeasures, type GroupMeasures } from './metrics/registry';

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
