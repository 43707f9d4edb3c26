import { studentInterval, type Interval } from '../src/model/interval';
import { sortedRecord } from '../src/model/json';
import { rounded } from '../src/model/round';
import { horizonMs, primaryWindow, windowsOf, type Settings } from '../src/model/settings';
import type { Trade } from '../src/model/trade';
import type { Window } from '../src/model/window';
import { curveOf, type CurvePoint } from './curve';
import type { Fold } from './fold';
import { BARRED_CELLS, GROUPINGS, groupTrades, type Grouping } from './groups';
import type { Fact } from './join-attempts';
import type { Reason } from './metrics/metric';
import { METRICS, type GroupMeasures } from './metrics/registry';
import { routerStats, type RouterStats } from './router-stats';
import { Timeline } from './timeline';

/** A group's numbers, with the reason of each null. */
export type GroupView = GroupMeasures & {
  readonly reasons: Readonly<Record<string, Reason>>;
  readonly r_interval_adjusted?: Interval | null;
  readonly clears_bar?: boolean;
  readonly curve?: readonly CurvePoint[];
};

export type GroupViews = Readonly<Record<string, GroupView>>;

/** All groups of one window. */
export type WindowView = Readonly<Record<Grouping, GroupViews>> & { readonly sample_count: number };

/** Expectancy at asOf: every configured window, the primary one first. */
export interface ExpectancyView {
  readonly primary: WindowView;
  readonly windows: Readonly<Record<string, WindowView>>;
  /** Per strategy: the router's rows joined to its trades of the primary window, each row once. */
  readonly joined: ReadonlyMap<string, RouterStats>;
}

export interface ExpectancyState {
  readonly trades: Timeline<Trade>;
}

/** The trades of the horizon, summarised at each tick by group and window. Depends on the windows' contents only. */
export function measureExpectancy(settings: Settings): Fold<Fact, ExpectancyState, ExpectancyView> {
  const horizon = horizonMs(settings);
  return {
    init: () => ({ trades: new Timeline() }),
    step(state, fact) {
      if (fact.kind === 'trade') state.trades.put(fact.trade);
      else if (fact.kind === 'untrade') state.trades.remove(fact.trade);
      return state;
    },
    view({ trades }, asOf) {
      return expectancyOf(trades.between(asOf - horizon, asOf), settings, asOf);
    },
  };
}

/** The same over a plain array: trades of the horizon in order of (ts, symbol, id). */
export function expectancyOf(trades: readonly Trade[], settings: Settings, asOf: number): ExpectancyView {
  const primary = primaryWindow(settings);
  const views = windowsOf(settings).map((window) => {
    const held = tradesIn(trades, window, asOf);
    return [
      window.name,
      windowView(held, settings, window === primary || window.name === primary.name),
    ] as const;
  });
  const windows = rounded(Object.fromEntries(views));
  return {
    primary: windows[primary.name] ?? windowView([], settings, true),
    windows,
    joined: joinedRows(tradesIn(trades, primary, asOf)),
  };
}

function joinedRows(trades: readonly Trade[]): ReadonlyMap<string, RouterStats> {
  const rows = [...groupTrades(trades, GROUPINGS.strategies)].map(([strategy, group]) => {
    const distinct = new Set(group.flatMap((trade) => trade.route ?? []));
    return [strategy, rounded(routerStats([...distinct]))] as const;
  });
  return new Map(rows);
}

/** The trades of a window: asOf − W < ts ≤ asOf, or the last N of them all. */
export function tradesIn(trades: readonly Trade[], window: Window, asOf: number): readonly Trade[] {
  const known = trades.filter((trade) => trade.ts <= asOf);
  if (window.kind === 'last') return known.slice(-window.trades);
  return known.filter((trade) => trade.ts > asOf - window.widthMs);
}

function windowView(trades: readonly Trade[], settings: Settings, primary: boolean): WindowView {
  const view = (grouping: Grouping): GroupViews =>
    sortedRecord(
      [...groupTrades(trades, GROUPINGS[grouping])].map(([key, group]) => [
        key,
        groupView(group, settings, BARRED_CELLS[grouping], primary && grouping === 'symbols'),
      ]),
    );
  return {
    sample_count: trades.length,
    symbols: view('symbols'),
    strategies: view('strategies'),
    symbol_strategies: view('symbol_strategies'),
    regimes: view('regimes'),
    hours: view('hours'),
    policy_qualities: view('policy_qualities'),
    taker_biases: view('taker_biases'),
  };
}

/** All numbers of one group of trades, in order of (ts, symbol, id). `cells` adds the bar of that many comparisons. */
export function groupView(
  trades: readonly Trade[],
  settings: Settings,
  cells?: number,
  withCurve = false,
): GroupView {
  const { view, reasons } = METRICS.measure(trades, settings);
  const curve = withCurve ? { curve: curveOf(trades) } : {};
  if (cells === undefined) return { ...view, reasons, ...curve };
  const bar = barOf(view, cells);
  const why = bar === null ? { r_interval_adjusted: reasons['r_interval'] ?? 'fewer_than_two' } : {};
  return {
    ...view,
    r_interval_adjusted: bar,
    clears_bar: bar !== null && (bar[0] > 0 || bar[1] < 0),
    reasons: { ...reasons, ...why },
    ...curve,
  };
}

// Bonferroni: among `cells` intervals at this level, all hold at once with 95 %.
function barOf(view: GroupMeasures, cells: number): Interval | null {
  if (view.avg_r === null || view.std_r === null) return null;
  return studentInterval(view.avg_r, view.std_r, view.known_r, 1 - 0.05 / cells);
}
