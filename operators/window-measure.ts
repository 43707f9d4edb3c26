import { sortedRecord } from '../src/model/json';
import { rounded } from '../src/model/round';
import type { Settings } from '../src/model/settings';
import type { Trade } from '../src/model/trade';
import type { Window } from '../src/model/window';
import { changesOf } from './changes';
import { groupView, type GroupView } from './group-view';
import { BARRED_CELLS, GROUPINGS, type Grouping } from './groups';
import { Partition, type Lists } from './partition';
import { remembered } from './remembered';
import { routerStats, type RouterStats } from './router-stats';

export type GroupViews = Readonly<Record<string, GroupView>>;

/** All groups of one window. */
export type WindowView = Readonly<Record<Grouping, GroupViews>> & { readonly sample_count: number };

/** One window: its trades as they were at the last view, and what was computed of each group of them. */
export class WindowMeasure {
  private held: readonly Trade[] = [];
  private readonly partitions: Readonly<Record<Grouping, Partition<Trade>>>;
  private readonly views: Readonly<Record<Grouping, (lists: Lists<Trade>) => GroupViews>>;
  private last: WindowView | undefined;
  private readonly stats = remembered(joinedRows);
  private readonly allStats = remembered((lists: Lists<Trade>) => mapped(lists, this.stats));

  constructor(
    readonly window: Window,
    settings: Settings,
    isPrimary: boolean,
  ) {
    this.partitions = perGrouping((grouping) => new Partition(GROUPINGS[grouping]));
    this.views = perGrouping((grouping) => {
      const withCurve = isPrimary && grouping === 'symbols';
      const view = remembered((trades: readonly Trade[]) =>
        rounded(groupView(trades, settings, BARRED_CELLS[grouping], withCurve)),
      );
      return remembered((lists: Lists<Trade>) => sortedRecord(mapped(lists, view)));
    });
  }

  /** The same object again when nothing changed. */
  view(held: readonly Trade[]): WindowView {
    const changes = changesOf(this.held, held);
    this.held = held;
    if (changes.gone.length > 0 || changes.come.length > 0) this.last = undefined;
    for (const partition of Object.values(this.partitions)) partition.apply(changes);
    this.last ??= {
      sample_count: held.length,
      ...perGrouping((grouping) => this.views[grouping](this.partitions[grouping].lists)),
    };
    return this.last;
  }

  /** Per strategy: the rows joined to the trades of the last view. */
  joined(): ReadonlyMap<string, RouterStats> {
    return this.allStats(this.partitions.strategies.lists);
  }
}

function joinedRows(trades: readonly Trade[]): RouterStats {
  const distinct = new Set(trades.flatMap((trade) => trade.route ?? []));
  return rounded(routerStats([...distinct]));
}

function perGrouping<T>(of: (grouping: Grouping) => T): Readonly<Record<Grouping, T>> {
  return {
    symbols: of('symbols'),
    strategies: of('strategies'),
    symbol_strategies: of('symbol_strategies'),
    regimes: of('regimes'),
    hours: of('hours'),
    policy_qualities: of('policy_qualities'),
    taker_biases: of('taker_biases'),
  };
}

function mapped<T, V>(lists: Lists<T>, of: (list: readonly T[]) => V): ReadonlyMap<string, V> {
  return new Map([...lists].map(([key, list]) => [key, of(list)]));
}
