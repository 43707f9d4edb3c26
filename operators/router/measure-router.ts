import { isWithin, newerSnapshot, type RouterSnapshot } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import { horizonMs, primaryWindow, type Settings } from '../../src/model/fund/settings';
import type { Fold } from '../core/fold';
import type { JoinedChange } from '../join/join-attempts';
import { Timeline } from '../core/timeline';
import { TimelineWindow } from '../core/timeline-window';
import { RouterMeasure } from './router-measure';
import type { RouterStats } from './router-stats';
import type { SymbolRouter } from './symbol-router';

/** The router at asOf. */
export interface RouterView {
  readonly symbols: ReadonlyMap<string, SymbolRouter>;
  /** Over all symbols' rows of the window: what thin evidence is shrunk towards. */
  readonly pooled: RouterStats;
  /** Volatility scale of router_health.json per symbol. */
  readonly volatilityScale: ReadonlyMap<string, number>;
}

export interface RouterState {
  readonly routes: Timeline<Route>;
  snapshot: RouterSnapshot | undefined;
  measured: MeasuredRows;
}

interface MeasuredRows {
  /** The rows of the primary window, */
  readonly window: TimelineWindow<Route>;
  /** and those of the horizon: the current policy is the latest of these. */
  readonly past: TimelineWindow<Route>;
  readonly measure: RouterMeasure;
}

/** Router health per symbol in the primary window. */
export function measureRouter(settings: Settings): Fold<JoinedChange, RouterState, RouterView> {
  const horizon = horizonMs(settings);
  const primary = primaryWindow(settings);
  const width = primary.kind === 'last' ? horizon : primary.widthMs;

  const anew = (routes: Timeline<Route>): MeasuredRows => ({
    window: new TimelineWindow(routes),
    past: new TimelineWindow(routes),
    measure: new RouterMeasure(settings),
  });
  const note = ({ window, past }: MeasuredRows, left: Route | undefined, came: Route | undefined): void => {
    window.note(left, came);
    past.note(left, came);
  };

  return {
    init() {
      const routes = new Timeline<Route>();
      return { routes, snapshot: undefined, measured: anew(routes) };
    },
    step(state, change) {
      const { routes, measured } = state;
      if (change.kind === 'routed') note(measured, routes.put(change.route), change.route);
      else if (change.kind === 'unrouted') note(measured, routes.remove(change.route), undefined);
      else if (change.kind === 'router') state.snapshot = newerSnapshot(state.snapshot, change);
      return state;
    },
    view(state, asOf) {
      const { routes, snapshot } = state;
      const { window, past, measure } = state.measured;
      try {
        return measure.view(
          window.moveTo(asOf - width, asOf),
          past.moveTo(asOf - horizon, asOf),
          isWithin(snapshot, asOf, horizon) ? snapshot : undefined,
        );
      } catch (error) {
        // It may have followed the changes halfway: the next view measures all anew.
        state.measured = anew(routes);
        throw error;
      }
    },
  };
}

/** The same over plain arrays: the horizon's rows in order of (ts, symbol, id), and the latest router_health.json. */
export function routerOf(
  routes: readonly Route[],
  snapshot: RouterSnapshot | undefined,
  settings: Settings,
  asOf: number,
): RouterView {
  return new RouterMeasure(settings).view(
    { removed: [], added: rowsIn(routes, settings, asOf) },
    { removed: [], added: routes },
    snapshot,
  );
}

/** Router rows of the primary window; with a window of the last N trades, those of the horizon. */
function rowsIn(routes: readonly Route[], settings: Settings, asOf: number): readonly Route[] {
  const window = primaryWindow(settings);
  const known = routes.filter((route) => route.ts <= asOf);
  return window.kind === 'last' ? known : known.filter((route) => route.ts > asOf - window.widthMs);
}
