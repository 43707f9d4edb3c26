import { byCodeUnits, sortedRecord } from '../../src/model/values/json';
import { rounded } from '../../src/model/math/round';
import type { Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { KnownNames } from '../core/known-names';
import { BoundedPartition } from '../core/bounded-partition';
import type { Delta } from '../core/timeline';
import { groupBound } from './group-bound';
import { GroupMeasure, type GroupView } from './group-view';
import { COMPARISON_CELLS, GROUPINGS, type Grouping } from './groups';

export type GroupViews = Readonly<Record<string, GroupView>>;

/** One window by one grouping, as its trades change. A group that nothing changed is the same object again. */
export class GroupingMeasure {
  private readonly partition: BoundedPartition<Trade>;
  private readonly isKnown: (name: string) => boolean;
  private readonly measures = new Map<string, GroupMeasure>();
  /** In order of their keys. */
  private groups = new Map<string, GroupView>();
  private restMeasure: GroupMeasure | undefined;
  private restView: GroupView | undefined;
  private all: GroupViews = {};

  constructor(
    private readonly grouping: Grouping,
    private readonly settings: Settings,
    known: KnownNames,
    private readonly withCurves: boolean,
  ) {
    const bound = groupBound(grouping, settings, known);
    this.isKnown = bound.isFirst;
    this.partition = new BoundedPartition(GROUPINGS[grouping], bound);
  }

  /** The groups by key, in order of their keys. The rest is one of them. */
  get views(): GroupViews {
    return this.all;
  }

  /** The group is shown by its name. */
  shows(key: string): boolean {
    return this.groups.has(key);
  }

  /** Applies changes of the window, in order, and says which groups they touch, each with its own. */
  apply(delta: Delta<Trade>): ReadonlyMap<string, Delta<Trade>> {
    const { touched, rest } = this.partition.apply(delta);
    if (touched.size === 0 && rest === undefined) return touched;
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
    this.measureRest(rest);
    this.all =
      this.restView === undefined
        ? Object.fromEntries(this.groups)
        : sortedRecord([...this.groups, [this.restKey(), this.restView]]);
    return touched;
  }

  private measureRest(delta: Delta<Trade> | undefined): void {
    const { rest } = this.partition;
    if (rest === undefined) {
      this.restMeasure = undefined;
      this.restView = undefined;
      return;
    }
    if (delta === undefined) return;
    this.restMeasure ??= this.newMeasure();
    const { items, names } = rest;
    const latest = items.at(-1);
    const example = latest === undefined ? '' : GROUPINGS[this.grouping](latest);
    this.restView = Object.assign(rounded(this.restMeasure.view(items, delta)), {
      pooled: { names, example },
    });
  }

  // `other`, where no group and no config has that name.
  private restKey(): string {
    let key = 'other';
    while (this.partition.has(key) || this.isKnown(key)) key += '_';
    return key;
  }

  private measureOf(key: string): GroupMeasure {
    const known = this.measures.get(key);
    if (known !== undefined) return known;
    const measure = this.newMeasure();
    this.measures.set(key, measure);
    return measure;
  }

  private newMeasure(): GroupMeasure {
    return new GroupMeasure(this.settings, COMPARISON_CELLS[this.grouping], this.withCurves);
  }
}
