import type { Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import { mostIn, windowStart, type Window } from '../../src/model/values/window';
import type { Delta, Timeline } from '../core/timeline';
import { TimelineWindow } from '../core/timeline-window';
import type { KnownNames } from '../core/known-names';
import { FundMeasure, type FundView } from './fund/fund-measure';
import type { CutView, GroupView } from './group-view';
import { cutMeasure, groupingMeasure } from './grouping-measures';
import type { Cut, Grouping } from './groups';
import { SizesMeasure } from './sizes-measure';
import { JoinedRows } from '../router/joined-rows';
import type { RouterStats } from '../router/router-stats';

export type GroupViews = Readonly<Record<string, GroupView>>;
type CutViews = Readonly<Record<string, CutView>>;

/** All groups of one window, and all of its trades as one. */
export type WindowView = Readonly<Record<Grouping, GroupViews>> &
  Readonly<Record<Cut, CutViews>> & { readonly sample_count: number; readonly fund: FundView };

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
  private readonly groupings;
  private readonly cuts;
  private readonly sizes: SizesMeasure;
  private readonly fund: FundMeasure;
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
    this.groupings = perGrouping((grouping) =>
      groupingMeasure(grouping, settings, known, isPrimary && grouping === 'symbols'),
    );
    this.cuts = perCut((cut) => cutMeasure(cut, settings, known));
    this.sizes = new SizesMeasure(settings);
    this.fund = new FundMeasure(settings);
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
      const trades = this.trades.items();
      this.last = {
        sample_count: this.size,
        fund: this.fund.view(trades, delta),
        ...perGrouping((grouping) => this.groupings[grouping].views),
        ...perCut((cut) => {
          this.cuts[cut].apply(delta);
          return this.cuts[cut].views;
        }),
        sizes: this.sizes.views(trades),
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

function perCut<T>(of: (cut: Exclude<Cut, 'sizes'>) => T): Readonly<Record<Exclude<Cut, 'sizes'>, T>> {
  return {
    sides: of('sides'),
    exit_reasons: of('exit_reasons'),
    venues: of('venues'),
    months: of('months'),
    weekdays: of('weekdays'),
    holding_times: of('holding_times'),
  };
}
