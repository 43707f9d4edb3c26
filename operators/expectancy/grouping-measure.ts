import { byCodeUnits } from '../../src/model/values/json';
import { rounded } from '../../src/model/math/round';
import type { Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { Delta } from '../core/timeline';
import { GroupMeasure, type GroupView } from './group-view';
import { COMPARISON_CELLS, GROUPINGS, type Grouping } from './groups';
import { Partition } from '../core/partition';

export type GroupViews = Readonly<Record<string, GroupView>>;

/** One window by one grouping, as its trades change. A group that nothing changed is the same object again. */
export class GroupingMeasure {
  private readonly partition: Partition<Trade>;
  private readonly measures = new Map<string, GroupMeasure>();
  /** In order of their keys. */
  private groups = new Map<string, GroupView>();
  private all: GroupViews = {};

  constructor(
    private readonly grouping: Grouping,
    private readonly settings: Settings,
    private readonly withCurves: boolean,
  ) {
    this.partition = new Partition(GROUPINGS[grouping]);
  }

  /** The groups by key, in order of their keys. */
  get views(): GroupViews {
    return this.all;
  }

  /** Applies changes of the window, in order, and says which groups they touch, each with its own. */
  apply(delta: Delta<Trade>): ReadonlyMap<string, Delta<Trade>> {
    const touched = this.partition.apply(delta);
    if (touched.size === 0) return touched;
    let isNew = false;
    for (const [key, own] of touched) {
      const trades = this.partition.lists.get(key);
      if (trades === undefined) {
        this.measures.delete(key);
        this.groups.delete(key);
        continue;
      }
      isNew ||= !this.groups.has(key);
      this.groups.set(key, rounded(this.measureOf(key).view(trades, own)));
    }
    // A key that was there keeps its place.
    if (isNew) this.groups = new Map([...this.groups].sort(([a], [b]) => byCodeUnits(a, b)));
    this.all = Object.fromEntries(this.groups);
    return touched;
  }

  private measureOf(key: string): GroupMeasure {
    const known = this.measures.get(key);
    if (known !== undefined) return known;
    const measure = new GroupMeasure(this.settings, COMPARISON_CELLS[this.grouping], this.withCurves);
    this.measures.set(key, measure);
    return measure;
  }
}
