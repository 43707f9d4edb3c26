import { horizonMs, primaryWindow, windowsOf, type Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { Window } from '../../src/model/values/window';
import type { Fold } from '../core/fold';
import type { JoinedChange } from '../join/join-attempts';
import type { RouterStats } from '../router/router-stats';
import { Timeline } from '../core/timeline';
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
 * group that nothing changed since the last view is the same object again.
 */
export function measureExpectancy(settings: Settings): Fold<JoinedChange, ExpectancyState, ExpectancyView> {
  const horizon = horizonMs(settings);

  return {
    init: () => ({ trades: new Timeline(), measure: new ExpectancyMeasure(settings) }),
    step(state, change) {
      if (change.kind === 'trade') {
        if (change.before === undefined) state.trades.put(change.trade);
        else state.trades.replace(change.before, change.trade);
      }
      if (change.kind === 'untrade') state.trades.remove(change.trade);
      return state;
    },
    view(state, asOf) {
      const { trades, measure } = state;
      // A view that throws may have followed the changes halfway.
      state.measure = new ExpectancyMeasure(settings);
      const view = measure.view((window) =>
        window.kind === 'last'
          ? trades.between(asOf - horizon, asOf).slice(-window.trades)
          : trades.between(asOf - window.widthMs, asOf),
      );
      state.measure = measure;
      return view;
    },
  };
}

/** The same over a plain array: trades of the horizon in order of (ts, symbol, id). */
export function expectancyOf(trades: readonly Trade[], settings: Settings, asOf: number): ExpectancyView {
  return new ExpectancyMeasure(settings).view((window) => tradesIn(trades, window, asOf));
}

/** The trades of a window: asOf − W < ts ≤ asOf, or the last N of them all. */
export function tradesIn(trades: readonly Trade[], window: Window, asOf: number): readonly Trade[] {
  const known = trades.filter((trade) => trade.ts <= asOf);
  if (window.kind === 'last') return known.slice(-window.trades);
  return known.filter((trade) => trade.ts > asOf - window.widthMs);
}

type TradesOf = (window: Window) => readonly Trade[];

/** All windows. What nothing changed since the last view is the same object again. */
class ExpectancyMeasure {
  private readonly primary: WindowMeasure;
  private readonly others: readonly WindowMeasure[];
  private windows: ExpectancyView['windows'] = {};

  constructor(settings: Settings) {
    const primary = primaryWindow(settings);
    this.primary = new WindowMeasure(primary, settings, true);
    this.others = windowsOf(settings)
      .filter(({ name }) => name !== primary.name)
      .map((window) => new WindowMeasure(window, settings, false));
  }

  view(tradesOf: TradesOf): ExpectancyView {
    const { primary, others } = this;
    const first = primary.view(tradesOf(primary.window));
    const views = others.map(
      (measure) => [measure.window.name, measure.view(tradesOf(measure.window))] as const,
    );
    const all = [[primary.window.name, first] as const, ...views];
    const isSame = all.every(([name, view]) => this.windows[name] === view);
    if (!isSame) this.windows = Object.fromEntries(all);
    return { primary: first, windows: this.windows, joined: primary.joined };
  }
}
