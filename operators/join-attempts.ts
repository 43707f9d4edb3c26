import type { Close, MarketEvent } from '../src/model/event';
import type { Route } from '../src/model/route';
import { horizonMs } from '../src/model/settings';
import { toTrade, type Trade } from '../src/model/trade';
import type { Desk } from '../src/model/desk';
import { Attempts } from './attempts';
import { Identities } from './identities';
import type { Machine } from './machine';
import type { CountedTick, Moment } from './tick-every';

/** A trade as it now stands, in place of what was said of it before; or one that no longer counts. */
export type TradeChange =
  | { readonly kind: 'trade'; readonly trade: Trade; readonly before: Trade | undefined }
  | { readonly kind: 'untrade'; readonly trade: Trade };

/** A row of router metrics that counts from now on, or one that no longer does. */
export type RouteChange =
  { readonly kind: 'routed'; readonly route: Route } | { readonly kind: 'unrouted'; readonly route: Route };

/** What follows from the moments once closes and routes have met. */
export type Fact = TradeChange | RouteChange | Exclude<MarketEvent, Close | Route> | CountedTick;

export interface JoinState {
  readonly closes: Identities<Close>;
  readonly routes: Identities<Route>;
  readonly attempts: Attempts;
  /** What was last said of each close. */
  readonly said: Map<string, Trade>;
  /** Nothing at or before this counts any more. */
  bound: number;
  latest: number;
  duplicates: number;
  conflicts: number;
  withoutPnl: number;
}

/**
 * Makes trades of closes: each identity once, each close with the latest row of its attempt, in whichever order
 * the two came. What is later learnt revises the trade. Nothing reaches back beyond the horizon.
 */
export function joinAttempts(desk: Desk): Machine<readonly Moment[], JoinState, readonly Fact[]> {
  const horizon = horizonMs(desk.settings);
  const stopPct = (strategy: string): number | undefined => desk.stopsPct.get(strategy);

  // Says what is new about a close, if anything is.
  const restate = (state: JoinState, close: Close, out: Fact[]): void => {
    const before = state.said.get(close.id);
    const counts = state.closes.get(close.id) === close && hasPnl(close) && !state.attempts.superseded(close);
    if (!counts) {
      if (before === undefined) return;
      state.said.delete(close.id);
      out.push({ kind: 'untrade', trade: before });
      return;
    }
    const route = state.attempts.routeOf(close);
    if (before?.close === close && before.route === route) return;
    const trade = toTrade(close, route, stopPct, desk.settings);
    state.said.set(close.id, trade);
    out.push({ kind: 'trade', trade, before });
  };

  const restateAll = (state: JoinState, closes: Iterable<Close>, out: Fact[]): void => {
    for (const close of closes) restate(state, close, out);
  };

  const takeClose = (state: JoinState, close: Close, out: Fact[]): void => {
    const known = state.closes.get(close.id);
    if (!state.closes.take(close)) {
      tally(state, known, close);
      return;
    }
    // A greater line may name another attempt: those it leaves are told too.
    const left = known === undefined ? [] : state.attempts.siblings(known);
    if (known !== undefined) {
      tally(state, known, close);
      state.attempts.removeClose(known);
    } else if (!hasPnl(close)) {
      state.withoutPnl++;
    }
    state.attempts.addClose(close);
    restate(state, close, out);
    restateAll(state, left, out);
    restateAll(state, state.attempts.siblings(close), out);
  };

  const takeRoute = (state: JoinState, route: Route, out: Fact[]): void => {
    const known = state.routes.get(route.id);
    if (!state.routes.take(route)) {
      tally(state, known, route);
      return;
    }
    const left = known === undefined ? [] : state.attempts.closesOf(known);
    if (known !== undefined) {
      tally(state, known, route);
      state.attempts.removeRoute(known);
      out.push({ kind: 'unrouted', route: known });
    }
    state.attempts.addRoute(route);
    out.push({ kind: 'routed', route });
    restateAll(state, left, out);
    restateAll(state, state.attempts.closesOf(route), out);
  };

  const forget = (state: JoinState, bound: number, out: Fact[]): void => {
    state.bound = bound;
    state.routes.evict(bound, (route) => {
      const closes = state.attempts.closesOf(route);
      state.attempts.removeRoute(route);
      out.push({ kind: 'unrouted', route });
      restateAll(state, closes, out);
    });
    state.closes.evict(bound, (close) => {
      state.attempts.removeClose(close);
      restate(state, close, out);
      restateAll(state, state.attempts.siblings(close), out);
    });
  };

  return {
    init: () => ({
      closes: new Identities<Close>(),
      routes: new Identities<Route>(),
      attempts: new Attempts(),
      said: new Map(),
      bound: -Infinity,
      latest: -Infinity,
      duplicates: 0,
      conflicts: 0,
      withoutPnl: 0,
    }),

    step(state, moments) {
      const facts: Fact[] = [];
      for (const moment of moments) {
        switch (moment.kind) {
          case 'tick':
            forget(state, moment.asOf - horizon, facts);
            facts.push(counted(state, moment));
            break;
          case 'close':
          case 'route':
            if (moment.ts <= state.bound) break;
            state.latest = Math.max(state.latest, moment.ts);
            if (moment.kind === 'close') takeClose(state, moment, facts);
            else takeRoute(state, moment, facts);
            break;
          default:
            facts.push(moment);
        }
      }
      // No tick is before the latest event let through, so its horizon bounds memory between ticks too.
      if (state.latest - horizon > state.bound) forget(state, state.latest - horizon, facts);
      return facts.length > 0 ? [facts] : [];
    },
  };
}

function hasPnl(close: Close): close is Close & { readonly realizedUsd: number } {
  return close.realizedUsd !== undefined;
}

function tally(
  state: JoinState,
  known: { readonly line: string } | undefined,
  event: { readonly line: string },
): void {
  if (known?.line === event.line) state.duplicates++;
  else state.conflicts++;
}

function counted(state: JoinState, tick: CountedTick): CountedTick {
  const { duplicates, conflicts, withoutPnl } = state;
  return { ...tick, counts: { ...tick.counts, duplicates, conflicts, withoutPnl } };
}
