import { byCodeUnits, sortedRecord } from '../../src/model/values/json';
import type { Trade } from '../../src/model/trade';
import { BoundedPartition } from '../core/bounded-partition';
import type { NameBound } from '../core/largest-names';
import type { Delta } from '../core/timeline';
import type { BarBasis, BarredGroup } from './bar';
import type { GroupExtras, GroupMeasure } from './group-view';

export type Groups<Measures> = Readonly<Record<string, Measures & GroupExtras>>;

/** How a grouping is measured. */
export interface GroupingPlan<Measures extends BarBasis> {
  readonly key: (trade: Trade) => string;
  readonly bound: NameBound;
  /** How many cells are compared; undefined: the groups that there are. */
  readonly cells: number | undefined;
  readonly newMeasure: () => GroupMeasure<Measures>;
}

/** One window by one grouping, as its trades change. A group that nothing changed is the same object again. */
export class GroupingMeasure<Measures extends BarBasis> {
  private readonly partition: BoundedPartition<Trade>;
  private readonly measures = new Map<string, GroupMeasure<Measures>>();
  /** In order of their keys. */
  private measured = new Map<string, BarredGroup<Measures & GroupExtras>>();
  private restMeasure: GroupMeasure<Measures> | undefined;
  private rest: BarredGroup<Measures & GroupExtras> | undefined;
  private all: Groups<Measures> = {};

  constructor(private readonly plan: GroupingPlan<Measures>) {
    this.partition = new BoundedPartition(plan.key, plan.bound);
  }

  /** The groups by key, in order of their keys. The rest is one of them. */
  get views(): Groups<Measures> {
    return this.all;
  }

  /** The group is shown by its name. */
  shows(key: string): boolean {
    return this.measured.has(key);
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
        this.measured.delete(key);
        continue;
      }
      isNew ||= !this.measured.has(key);
      this.measured.set(key, this.measureOf(key).measure(trades, own));
    }
    // A key that was there keeps its place.
    if (isNew) this.measured = new Map([...this.measured].sort(([a], [b]) => byCodeUnits(a, b)));
    this.measureRest(rest);
    this.bar();
    return touched;
  }

  // One group more or fewer moves the bar of all; the groups are not measured anew.
  private bar(): void {
    const { rest } = this;
    const cells = this.plan.cells ?? this.measured.size + (rest === undefined ? 0 : 1);
    const views = [...this.measured].map(([key, group]) => [key, group.among(cells)] as const);
    this.all =
      rest === undefined
        ? Object.fromEntries(views)
        : sortedRecord([...views, [this.restKey(), rest.among(cells)]]);
  }

  private measureRest(delta: Delta<Trade> | undefined): void {
    const { rest } = this.partition;
    if (rest === undefined) {
      this.restMeasure = undefined;
      this.rest = undefined;
      return;
    }
    if (delta === undefined) return;
    this.restMeasure ??= this.plan.newMeasure();
    const { items, names } = rest;
    const latest = items.at(-1);
    const example = latest === undefined ? '' : this.plan.key(latest);
    this.rest = this.restMeasure.measure(items, delta, { pooled: { names, example } });
  }

  // `other`, where no group and no config has that name.
  private restKey(): string {
    let key = 'other';
    while (this.partition.has(key) || this.plan.bound.isFirst(key)) key += '_';
    return key;
  }

  private measureOf(key: string): GroupMeasure<Measures> {
    const known = this.measures.get(key);
    if (known !== undefined) return known;
    const measure = this.plan.newMeasure();
    this.measures.set(key, measure);
    return measure;
  }
}
