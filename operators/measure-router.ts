import { isWithin, newerSnapshot, type RouterSnapshot } from '../src/model/event';
import { byCodeUnits } from '../src/model/json';
import type { Route, RouterEntry } from '../src/model/route';
import { rounded } from '../src/model/round';
import { horizonMs, primaryWindow, type Settings } from '../src/model/settings';
import type { Fold } from './fold';
import type { Fact } from './join-attempts';
import { routerStats, type RouterStats } from './router-stats';
import { symbolRouter, type SymbolRouter } from './symbol-router';
import { Timeline } from './timeline';

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
}

/** Router health per symbol in the primary window. */
export function measureRouter(settings: Settings): Fold<Fact, RouterState, RouterView> {
  const horizon = horizonMs(settings);
  return {
    init: () => ({ routes: new Timeline(), snapshot: undefined }),
    step(state, fact) {
      if (fact.kind === 'routed') state.routes.put(fact.route);
      else if (fact.kind === 'unrouted') state.routes.remove(fact.route);
      else if (fact.kind === 'router') state.snapshot = newerSnapshot(state.snapshot, fact);
      return state;
    },
    view({ routes, snapshot }, asOf) {
      const current = isWithin(snapshot, asOf, horizon) ? snapshot : undefined;
      return routerOf(routes.between(asOf - horizon, asOf), current, settings, asOf);
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
  const held = rowsIn(routes, settings, asOf);
  const rowsOf = bySymbol(held);
  const pastOf = bySymbol(routes);
  const entries = snapshot?.symbols ?? new Map<string, RouterEntry>();
  const names = [...new Set([...pastOf.keys(), ...entries.keys()])].sort(byCodeUnits);
  const symbols = names.map((symbol) => {
    const view = symbolRouter(
      rowsOf.get(symbol) ?? [],
      pastOf.get(symbol) ?? [],
      entries.get(symbol),
      settings,
    );
    return [symbol, rounded(view)] as const;
  });
  const scales = [...entries].flatMap(([symbol, entry]) =>
    entry.volatilityScale === undefined ? [] : [[symbol, entry.volatilityScale] as const],
  );
  return { symbols: new Map(symbols), pooled: rounded(routerStats(held)), volatilityScale: new Map(scales) };
}

/** Router rows of the primary window; with a window of the last N trades, those of the horizon. */
function rowsIn(routes: readonly Route[], settings: Settings, asOf: number): readonly Route[] {
  const window = primaryWindow(settings);
  const known = routes.filter((route) => route.ts <= asOf);
  return window.kind === 'last' ? known : known.filter((route) => route.ts > asOf - window.widthMs);
}

function bySymbol(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const group = groups.get(route.symbol);
    if (group === undefined) groups.set(route.symbol, [route]);
    else group.push(route);
  }
  return groups;
}
