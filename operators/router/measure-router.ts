import { isWithin, newerSnapshot, type RouterSnapshot } from '../../src/model/event';
import { byCodeUnits } from '../../src/model/values/json';
import type { Route, RouterEntry } from '../../src/model/route';
import { rounded } from '../../src/model/math/round';
import { horizonMs, primaryWindow, type Settings } from '../../src/model/fund/settings';
import type { Fold } from '../core/fold';
import type { JoinedChange } from '../join/join-attempts';
import { diffSorted, type Delta } from '../core/delta';
import { Partition } from '../core/partition';
import { RouterCount } from './router-count';
import { routerStats, type RouterStats } from './router-stats';
import { symbolRouter, type SymbolRouter } from './symbol-router';
import { Timeline } from '../core/timeline';

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
  measure: RouterMeasure;
}

/** Router health per symbol in the primary window. */
export function measureRouter(settings: Settings): Fold<JoinedChange, RouterState, RouterView> {
  const horizon = horizonMs(settings);
  const window = primaryWindow(settings);
  return {
    init: () => ({ routes: new Timeline(), snapshot: undefined, measure: new RouterMeasure(settings) }),
    step(state, change) {
      if (change.kind === 'routed') state.routes.put(change.route);
      else if (change.kind === 'unrouted') state.routes.remove(change.route);
      else if (change.kind === 'router') state.snapshot = newerSnapshot(state.snapshot, change);
      return state;
    },
    view(state, asOf) {
      const { routes, snapshot, measure } = state;
      // A view that throws may have followed the changes halfway.
      state.measure = new RouterMeasure(settings);
      const current = isWithin(snapshot, asOf, horizon) ? snapshot : undefined;
      const horizonRows = routes.between(asOf - horizon, asOf);
      const windowRows = window.kind === 'last' ? horizonRows : routes.between(asOf - window.widthMs, asOf);
      const view = measure.view(windowRows, horizonRows, current);
      state.measure = measure;
      return view;
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
  return new RouterMeasure(settings).view(rowsIn(routes, settings, asOf), routes, snapshot);
}

const NO_ROWS: readonly Route[] = [];
const NO_ENTRIES: ReadonlyMap<string, RouterEntry> = new Map();

/** What was computed at the last view of each symbol's rows: it stands where nothing changed. */
class RouterMeasure {
  private windowRows: readonly Route[] = [];
  private horizonRows: readonly Route[] = [];
  private readonly pastOf = new Partition<Route>((route) => route.symbol);
  private readonly counts = new Map<string, RouterCount>();
  private readonly stats = new Map<string, RouterStats>();
  private readonly all = new RouterCount();
  private readonly nothing = routerStats([]);
  private pooled = this.nothing;
  private symbols: ReadonlyMap<string, CachedRouter> = new Map();
  private last: { readonly snapshot: RouterSnapshot | undefined; readonly view: RouterView } | undefined;

  constructor(private readonly settings: Settings) {}

  /** `windowRows`: the rows of the primary window; `horizonRows`: those of the horizon, for the policy. */
  view(
    windowRows: readonly Route[],
    horizonRows: readonly Route[],
    snapshot: RouterSnapshot | undefined,
  ): RouterView {
    const touched = this.pastOf.apply(diffSorted(this.horizonRows, horizonRows));
    this.horizonRows = horizonRows;
    this.count(diffSorted(this.windowRows, windowRows));
    this.windowRows = windowRows;
    const entries = snapshot?.symbols ?? NO_ENTRIES;
    const names = [...new Set([...this.pastOf.lists.keys(), ...entries.keys()])].sort(byCodeUnits);
    const known = this.symbols;
    this.symbols = new Map(
      names.map((symbol) => [symbol, this.cachedRouter(symbol, entries.get(symbol), touched.has(symbol))]),
    );
    const isSame =
      known.size === names.length && names.every((name) => known.get(name) === this.symbols.get(name));
    if (this.last?.snapshot === snapshot && this.last?.view.pooled === this.pooled && isSame)
      return this.last.view;
    const view = {
      symbols: new Map([...this.symbols].map(([symbol, { router }]) => [symbol, router])),
      pooled: this.pooled,
      volatilityScale: new Map(
        [...entries].flatMap(([symbol, entry]) =>
          entry.volatilityScale === undefined ? [] : [[symbol, entry.volatilityScale] as const],
        ),
      ),
    };
    this.last = { snapshot, view };
    return view;
  }

  private count({ removed, added }: Delta<Route>): void {
    if (removed.length === 0 && added.length === 0) return;
    const touched = new Set<string>();
    for (const route of removed) {
      this.countOf(route.symbol, touched).remove(route);
      this.all.remove(route);
    }
    for (const route of added) {
      this.countOf(route.symbol, touched).add(route);
      this.all.add(route);
    }
    for (const symbol of touched) {
      const stats = this.counts.get(symbol)?.stats() ?? this.nothing;
      if (stats.rows > 0) this.stats.set(symbol, stats);
      else {
        this.counts.delete(symbol);
        this.stats.delete(symbol);
      }
    }
    this.pooled = rounded(this.all.stats());
  }

  private countOf(symbol: string, touched: Set<string>): RouterCount {
    touched.add(symbol);
    let count = this.counts.get(symbol);
    if (count === undefined) this.counts.set(symbol, (count = new RouterCount()));
    return count;
  }

  private cachedRouter(symbol: string, entry: RouterEntry | undefined, isTouched: boolean): CachedRouter {
    const stats = this.stats.get(symbol) ?? this.nothing;
    const known = this.symbols.get(symbol);
    if (!isTouched && known?.stats === stats && known.entry === entry) return known;
    const past = this.pastOf.lists.get(symbol) ?? NO_ROWS;
    return { stats, entry, router: rounded(symbolRouter(stats, past, entry, this.settings)) };
  }
}

interface CachedRouter {
  readonly stats: RouterStats;
  readonly entry: RouterEntry | undefined;
  readonly router: SymbolRouter;
}

/** Router rows of the primary window; with a window of the last N trades, those of the horizon. */
function rowsIn(routes: readonly Route[], settings: Settings, asOf: number): readonly Route[] {
  const window = primaryWindow(settings);
  const known = routes.filter((route) => route.ts <= asOf);
  return window.kind === 'last' ? known : known.filter((route) => route.ts > asOf - window.widthMs);
}
