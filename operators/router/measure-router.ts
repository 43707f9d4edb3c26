import { isWithin, newerSnapshot, type RouterSnapshot } from '../../src/model/event';
import { byCodeUnits } from '../../src/model/values/json';
import type { Route, RouterEntry } from '../../src/model/route';
import { rounded } from '../../src/model/math/round';
import { boundOver, NO_KNOWN_NAMES, type KnownNames, type PooledNames } from '../core/known-names';
import { largestNames } from '../core/largest-names';
import { horizonMs, primaryWindow, type Settings } from '../../src/model/fund/settings';
import { windowStart } from '../../src/model/values/window';
import { isEmpty, Timeline, type Delta } from '../core/timeline';
import { Partition } from '../core/partition';
import { NO_ROUTER_STATS, RouterCount, type RouterStats } from './router-stats';
import { symbolRouter, type SymbolRouter } from './symbol-router';
import type { Fold } from '../core/fold';
import type { JoinedChange } from '../join/join-attempts';
import { TimelineWindow } from '../core/timeline-window';

/** The router at asOf. */
export interface RouterView {
  /** By symbol, the known ones and those with the most rows first where there are too many. */
  readonly symbols: ReadonlyMap<string, SymbolRouter>;
  /** The symbols left out, if there are any. */
  readonly unlisted: PooledNames | undefined;
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

/** Router health per symbol in the primary window. `known` symbols are listed before all others. */
export function measureRouter(
  settings: Settings,
  known: KnownNames = NO_KNOWN_NAMES,
): Fold<JoinedChange, RouterState, RouterView> {
  const horizon = horizonMs(settings);
  const primary = primaryWindow(settings);

  const anew = (routes: Timeline<Route>): MeasuredRows => ({
    window: new TimelineWindow(routes),
    past: new TimelineWindow(routes),
    measure: new RouterMeasure(settings, known),
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
          window.moveTo(windowStart(primary, asOf, horizon), asOf),
          past.moveTo(asOf - horizon, asOf),
          isWithin(snapshot, asOf, horizon) ? snapshot : undefined,
        );
      } catch (error) {
        // The changes may be half applied: the next view measures everything again.
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
  const after = windowStart(primaryWindow(settings), asOf);
  const inWindow = routes.filter(({ ts }) => ts > after && ts <= asOf);
  return new RouterMeasure(settings, NO_KNOWN_NAMES).view(
    { removed: [], added: inWindow },
    { removed: [], added: routes },
    snapshot,
  );
}

/** What the rows and the snapshot say of each symbol. The view is the same object again where nothing changed. */
class RouterMeasure {
  private readonly pastOf = new Partition<Route>((route) => route.symbol);
  private readonly counts = new Map<string, RouterCount>();
  private readonly all = new RouterCount();
  private last: { readonly snapshot: RouterSnapshot | undefined; readonly view: RouterView } | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly known: KnownNames,
  ) {}

  /** Applies these changes of the primary window, and of the horizon, which gives the policy. */
  view(window: Delta<Route>, past: Delta<Route>, snapshot: RouterSnapshot | undefined): RouterView {
    const { last, settings } = this;
    if (last?.snapshot === snapshot && last !== undefined && isEmpty(window) && isEmpty(past))
      return last.view;
    this.pastOf.apply(past);
    this.count(window);
    const { lists } = this.pastOf;
    const entries: ReadonlyMap<string, RouterEntry> = snapshot?.symbols ?? new Map();
    const { names, unlisted } = this.listed(entries);
    const routerOfSymbol = (symbol: string): SymbolRouter => {
      const evidence = this.counts.get(symbol)?.stats() ?? NO_ROUTER_STATS;
      return rounded(symbolRouter(evidence, lists.get(symbol) ?? [], entries.get(symbol), settings));
    };
    const view = {
      symbols: new Map(names.map((symbol) => [symbol, routerOfSymbol(symbol)])),
      unlisted,
      pooled: rounded(this.all.stats()),
      volatilityScale: new Map(
        [...entries].flatMap(([symbol, { volatilityScale }]) =>
          volatilityScale === undefined ? [] : [[symbol, volatilityScale] as const],
        ),
      ),
    };
    this.last = { snapshot, view };
    return view;
  }

  // In order of name; the example of those left out is the first of them.
  private listed(entries: ReadonlyMap<string, RouterEntry>): {
    readonly names: readonly string[];
    readonly unlisted: PooledNames | undefined;
  } {
    const { lists } = this.pastOf;
    const bound = boundOver(this.known.symbols, this.settings.max_groups);
    const all = [...new Set([...lists.keys(), ...entries.keys()])].sort(byCodeUnits);
    if (all.length <= bound.most) return { names: all, unlisted: undefined };
    const keeps = largestNames(new Map(all.map((name) => [name, lists.get(name)?.length ?? 0])), bound);
    const names = all.filter(keeps);
    const example = all.find((name) => !keeps(name)) ?? '';
    return { names, unlisted: { names: all.length - names.length, example } };
  }

  private count({ removed, added }: Delta<Route>): void {
    for (const route of removed) {
      const count = this.counts.get(route.symbol);
      count?.remove(route);
      if (count?.rows === 0) this.counts.delete(route.symbol);
      this.all.remove(route);
    }
    for (const route of added) {
      let count = this.counts.get(route.symbol);
      if (count === undefined) this.counts.set(route.symbol, (count = new RouterCount()));
      count.add(route);
      this.all.add(route);
    }
  }
}
