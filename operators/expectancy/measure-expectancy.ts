import { primaryWindow, windowsOf, type Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { Window } from '../../src/model/values/window';
import type { Fold } from '../core/fold';
import type { JoinedChange } from '../join/join-attempts';
import type { RouterStats } from '../router/router-stats';
import { Timeline } from '../core/timeline';
import { NO_KNOWN_NAMES, type KnownNames } from '../core/known-names';
import { measureWindow, type WindowState } from './measure-window';
import { WindowMeasure, type MeasuredWindow, type WindowView } from './window-measure';

/** Expectancy at asOf: every configured window, the primary one first. */
export interface ExpectancyView {
  readonly primary: WindowView;
  readonly windows: Readonly<Record<string, WindowView>>;
  /** Per strategy: the router's rows joined to its trades of the primary window, each row once. */
  readonly joined: ReadonlyMap<string, RouterStats>;
}

type Measured = Readonly<Record<string, MeasuredWindow>>;

export interface ExpectancyState {
  readonly windows: readonly (WindowFold & { readonly state: WindowState })[];
  readonly together: (measured: Measured) => ExpectancyView;
}

/** The trades of the horizon, summarised at each tick by group and window: the folds of all windows as one. */
export function measureExpectancy(
  settings: Settings,
  known: KnownNames = NO_KNOWN_NAMES,
): Fold<JoinedChange, ExpectancyState, ExpectancyView> {
  return {
    init: () => ({
      windows: windowFolds(settings, known).map((each) => ({ ...each, state: each.fold.init() })),
      together: windowsTogether(),
    }),
    step(state, change) {
      for (const { fold, state: own } of state.windows) fold.step(own, change);
      return state;
    },
    view: ({ windows, together }, asOf) =>
      together(recordOf(windows, ({ fold, state }) => fold.view(state, asOf))),
  };
}

export interface WindowFold {
  readonly name: string;
  readonly fold: Fold<JoinedChange, WindowState, MeasuredWindow>;
}

/** Each window by itself, the primary one first. */
export function windowFolds(settings: Settings, known: KnownNames): readonly WindowFold[] {
  return windowsFrom(settings).map((window, i) => ({
    name: window.name,
    fold: measureWindow(window, settings, known, i === 0),
  }));
}

/** Puts windows together, the primary one first. What nothing changed since the last time is the same object again. */
export function windowsTogether(): (measured: Measured) => ExpectancyView {
  let windows: ExpectancyView['windows'] = {};
  return (measured) => {
    const [primary] = Object.values(measured);
    if (primary === undefined) throw new RangeError('no window is measured');
    const all = Object.entries(measured);
    if (!all.every(([name, { view }]) => windows[name] === view))
      windows = Object.fromEntries(all.map(([name, { view }]) => [name, view]));
    return { primary: primary.view, windows, joined: primary.joined };
  };
}

/** The same over a plain array: trades of the horizon in order of (ts, symbol, id). */
export function expectancyOf(trades: readonly Trade[], settings: Settings, asOf: number): ExpectancyView {
  const timeline = new Timeline<Trade>();
  for (const trade of trades) timeline.put(trade);
  const windows = windowsFrom(settings);
  return windowsTogether()(
    recordOf(windows, (window) =>
      new WindowMeasure(window, timeline, settings, NO_KNOWN_NAMES, Infinity, window === windows[0]).measured(
        asOf,
      ),
    ),
  );
}

function windowsFrom(settings: Settings): readonly Window[] {
  const primary = primaryWindow(settings);
  return [primary, ...windowsOf(settings).filter(({ name }) => name !== primary.name)];
}

function recordOf<T extends { readonly name: string }, Out>(
  items: readonly T[],
  of: (item: T) => Out,
): Readonly<Record<string, Out>> {
  return Object.fromEntries(items.map((item) => [item.name, of(item)]));
}
