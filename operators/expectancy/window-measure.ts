import type { Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import { mostIn, windowStart, type Window } from '../../src/model/values/window';
import type { Delta, Timeline } from '../core/timeline';
import { TimelineWindow } from '../core/timeline-window';
import { GroupingMeasure, type GroupViews } from './grouping-measure';
import type { KnownNames } from '../core/known-names';
import type { Grouping } from './groups';
import { JoinedRows } from '../router/joined-rows';
import type { RouterStats } from '../router/router-stats';

/** All groups of one window. */
export type WindowView = Readonly<Record<Grouping, GroupViews>> & { readonly sample_count: number };

/** One window at asOf. */
export interface MeasuredWindow {
  readonly view: WindowView;
  /** Per strategy, of the primary window alone: the router's rows joined to its trades, each row once. */
  readonly joined: ReadonlyMap<string, RouterStats>;
}

/** One window: the part of the timeline that it holds, and what was computed of each group of it. */
export class WindowMeasure {
  private readonly trades: TimelineWindow<Trade>;
  private size = 0;
  private readonly groupings: Readonly<Record<Grouping, GroupingMeasure>>;
  private last: WindowView | undefined;
  private readonly joinedRows = new Map<string, JoinedRows>();
  private joinedStats: ReadonlyMap<string, RouterStats> = new Map();

  constructor(
    private readonly window: Window,
    timeline: Timeline<Trade>,
    settings: Settings,
    known: KnownNames,
    private readonly horizonMs: number,
    private readonly isPrimary: boolean,
  ) {
    this.trades = new TimelineWindow(timeline);
    this.groupings = perGrouping(
      (grouping) => new GroupingMeasure(grouping, settings, known, isPrimary && grouping === 'symbols'),
    );
  }

  /** A trade has left the timeline, one has come, or one is in place of another. */
  note(left: Trade | undefined, came: Trade | undefined): void {
    this.trades.note(left, came);
  }

  /** Each part is the same object again when nothing changed. */
  measured(asOf: number): MeasuredWindow {
    const delta = this.moveTo(asOf);
    this.size += delta.added.length - delta.removed.length;
    if (this.last === undefined || delta.removed.length > 0 || delta.added.length > 0) {
      const touched = perGrouping((grouping) => this.groupings[grouping].apply(delta));
      if (this.isPrimary) this.join(touched.strategies);
      this.last = {
        sample_count: this.size,
        ...perGrouping((grouping) => this.groupings[grouping].views),
      };
    }
    return { view: this.last, joined: this.joinedStats };
  }

  private moveTo(asOf: number): Delta<Trade> {
    const { window, trades, horizonMs } = this;
    return trades.moveTo(windowStart(window, asOf, horizonMs), asOf, mostIn(window));
  }

  private join(touched: ReadonlyMap<string, Delta<Trade>>): void {
    const stats = new Map(this.joinedStats);
    for (const [strategy, delta] of touched) {
      let rows = this.joinedRows.get(strategy);
      if (rows === undefined) this.joinedRows.set(strategy, (rows = new JoinedRows()));
      rows.apply(delta);
      if (this.groupings.strategies.shows(strategy)) stats.set(strategy, rows.stats());
      else {
        stats.delete(strategy);
        this.joinedRows.delete(strategy);
      }
    }
    this.joinedStats = stats;
  }
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
