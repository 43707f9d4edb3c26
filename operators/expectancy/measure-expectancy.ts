import { horizonMs, primaryWindow, windowsOf, type Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { Window } from '../../src/model/values/window';
import type { Fold } from '../core/fold';
import type { JoinedChange } from '../join/join-attempts';
import type { RouterStats } from '../router/router-stats';
import { Timeline } from '../core/timeline';
import { NO_KNOWN_NAMES, type KnownNames } from '../core/known-names';
import { WindowMeasure, type WindowView } from './window-measure';

/** Expectancy at asOf: every configured window, the primary one first. */
export interface ExpectancyView {
  readonly primary: WindowView;
  readonly windows: Readonly<Record<string, WindowView>>;
  /** Per strategy: the router's rows joined to its trades of the primary window, each row once. */
  readonly joined: ReadonlyMap<string, RouterStats>;
}

export interface ExpectancyState {
  readonly trades: Timeline<Trade>;
  measure: ExpectancyMeasure;
}

/**
 * The trades of the horizon, summarised at each tick by group and window. Depends on the windows' contents only; a
 * group that nothing changed since the last view is the same object again. The groups of `known` names are shown before
 * all others.
 */
export function measureExpectancy(
  settings: Settings,
  known: KnownNames = NO_KNOWN_NAMES,
): Fold<JoinedChange, ExpectancyState, ExpectancyView> {
  const measureOf = (trades: Timeline<Trade>): ExpectancyMeasure =>
    new ExpectancyMeasure(trades, settings, known, horizonMs(settings));
  return {
    init() {
      const trades = new Timeline<Trade>();
      return { trades, measure: measureOf(trades) };
    },
    step(state, change) {
      const { trades, measure } = state;
      if (change.kind === 'trade') {
        const { trade, before } = change;
        measure.note(before === undefined ? trades.put(trade) : trades.replace(before, trade), trade);
      } else if (change.kind === 'untrade') measure.note(trades.remove(change.trade), undefined);
      return state;
    },
    view(state, asOf) {
      try {
        return state.measure.view(asOf);
      } catch (error) {
        // The changes may be half applied: the next view measures everything again.
        state.measure = measureOf(state.trades);
        throw error;
      }
    },
  };
}

/** The same over a plain array: trades of the horizon in order of (ts, symbol, id). */
export function expectancyOf(trades: readonly Trade[], settings: Settings, asOf: number): ExpectancyView {
  const timeline = new Timeline<Trade>();
  for (const trade of trades) timeline.put(trade);
  return new ExpectancyMeasure(timeline, settings, NO_KNOWN_NAMES, Infinity).view(asOf);
}

/** The trades of a window: asOf − W < ts ≤ asOf, or the last N of them all. */
export function tradesIn(trades: readonly Trade[], window: Window, asOf: number): readonly Trade[] {
  const known = trades.filter((trade) => trade.ts <= asOf);
  if (window.kind === 'last') return known.slice(-window.trades);
  return known.filter((trade) => trade.ts > asOf - window.widthMs);
}

/** All windows over the trades. What nothing changed since the last view is the same object again. */
class ExpectancyMeasure {
  private readonly primary: WindowMeasure;
  private readonly all: readonly WindowMeasure[];
  private windows: ExpectancyView['windows'] = {};

  constructor(trades: Timeline<Trade>, settings: Settings, known: KnownNames, horizon: number) {
    const primary = primaryWindow(settings);
    const others = windowsOf(settings).filter(({ name }) => name !== primary.name);
    this.primary = new WindowMeasure(primary, trades, settings, known, horizon, true);
    this.all = [
      this.primary,
      ...others.map((window) => new WindowMeasure(window, trades, settings, known, horizon, false)),
    ];
  }

  /** A trade has left the timeline, one has come, or one is in place of another. */
  note(left: Trade | undefined, came: Trade | undefined): void {
    for (const window of this.all) window.note(left, came);
  }

  view(asOf: number): ExpectancyView {
    const views = this.all.map((window) => [window.name, window.view(asOf)] as const);
    if (!views.every(([name, view]) => this.windows[name] === view)) this.windows = Object.fromEntries(views);
    return { primary: this.primary.view(asOf), windows: this.windows, joined: this.primary.joined };
  }
}
