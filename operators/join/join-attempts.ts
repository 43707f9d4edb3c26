import type { Close, Fill, MarketEvent } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import { durationMs, horizonMs } from '../../src/model/fund/settings';
import { toTrade } from '../../src/model/to-trade';
import type { Trade } from '../../src/model/trade';
import type { Desk } from '../../src/model/fund/desk';
import { Attempts } from './attempts';
import { Books } from './books';
import type { Machine } from '../core/machine';
import type { CountedTick, TickedEvent } from '../ticks/tick-every';
import { Timeline } from '../core/timeline';

/** A trade, in place of the one emitted `before` at its place; or the retraction of one that no longer counts. */
export type TradeChange =
  | { readonly kind: 'trade'; readonly trade: Trade; readonly before: Trade | undefined }
  | { readonly kind: 'untrade'; readonly trade: Trade };

/** A row of router metrics that counts from now on, or one that no longer does. */
export type RouteChange =
  { readonly kind: 'routed'; readonly route: Route } | { readonly kind: 'unrouted'; readonly route: Route };

/** What is to be said of the closes and fills in the horizon; emitted before each tick. */
export interface RowsSummary {
  readonly kind: 'rows';
  /** Fingerprint of these rows; their order has no part in it. */
  readonly digest: string;
  readonly warnings: readonly string[];
}

/** What the join emits: changes of trades and router rows, and all other events and ticks as they came. */
export type JoinedChange =
  TradeChange | RouteChange | Exclude<MarketEvent, Close | Fill | Route> | RowsSummary | CountedTick;

export interface JoinState {
  readonly books: Books;
  readonly routes: Timeline<Route>;
  readonly attempts: Attempts;
  /** Nothing at or before this counts any more. */
  bound: number;
  latest: number;
  duplicates: number;
  conflicts: number;
}

/**
 * Makes trades of closes and fills: one a position, each with the latest row of its attempt, in whichever order the
 * rows came. Trades change at ticks only. Nothing reaches back beyond the horizon. `emits` everything, or nothing of the
 * ticks themselves and of what was found by then.
 */
export function joinAttempts(
  desk: Desk,
  emits: 'all' | 'changes' = 'all',
): Machine<readonly TickedEvent[], JoinState, readonly JoinedChange[]> {
  const { settings } = desk;
  const horizon = horizonMs(settings);
  const stopPct = (strategy: string): number | undefined => desk.stopsPct.get(strategy);

  const takeRoute = (state: JoinState, route: Route, out: JoinedChange[]): void => {
    const { routes, attempts } = state;
    const known = routes.at(route);
    if (known !== undefined) {
      // To read the bytes of a row takes long.
      const [line, knownLine] = [route.line, known.line];
      if (knownLine === line) state.duplicates++;
      else state.conflicts++;
      if (knownLine >= line) return;
      attempts.removeRoute(known);
      out.push({ kind: 'unrouted', route: known });
    }
    routes.put(route);
    attempts.addRoute(route);
    out.push({ kind: 'routed', route });
  };

  const evict = (state: JoinState, bound: number, out: JoinedChange[]): void => {
    const { books, routes, attempts } = state;
    state.bound = bound;
    routes.evict(bound, (route) => {
      attempts.removeRoute(route);
      out.push({ kind: 'unrouted', route });
    });
    books.evict(bound);
  };

  // Derives the ledgers anew that changed, and says what is new about the trades.
  const settle = ({ books, attempts }: JoinState, asOf: number, out: JoinedChange[]): void => {
    for (const trade of books.settle(asOf)) out.push({ kind: 'untrade', trade });
    attempts.flush((held, row) => {
      const { emitted: before } = held;
      if (before?.episode === held.episode && before.route === row.route) return;
      held.emitted = toTrade(held.episode, row, stopPct, settings);
      out.push({ kind: 'trade', trade: held.emitted, before });
    });
  };

  const conclude = (state: JoinState, tick: CountedTick, out: JoinedChange[]): void => {
    const { counts, digest, warnings } = state.books.findings();
    const duplicates = state.duplicates + counts.duplicates;
    const conflicts = state.conflicts + counts.conflicts;
    out.push(
      { kind: 'rows', digest, warnings },
      { ...tick, counts: { ...tick.counts, ...counts, duplicates, conflicts } },
    );
  };

  return {
    init: () => {
      const attempts = new Attempts(durationMs(settings.lateness));
      return {
        books: new Books(attempts),
        routes: new Timeline(),
        attempts,
        bound: -Infinity,
        latest: -Infinity,
        duplicates: 0,
        conflicts: 0,
      };
    },

    step(state, events) {
      const changes: JoinedChange[] = [];
      for (const event of events) {
        switch (event.kind) {
          case 'tick':
            evict(state, event.asOf - horizon, changes);
            settle(state, event.asOf, changes);
            if (emits === 'all') conclude(state, event, changes);
            break;
          case 'close':
          case 'fill':
          case 'route':
            if (event.ts <= state.bound) break;
            state.latest = Math.max(state.latest, event.ts);
            if (event.kind === 'route') takeRoute(state, event, changes);
            else if (!state.books.add(event, state.latest)) state.duplicates++;
            break;
          default:
            changes.push(event);
        }
      }
      // No tick is before the latest event let through, so its horizon bounds memory between ticks too.
      if (state.latest - horizon > state.bound) evict(state, state.latest - horizon, changes);
      return changes.length > 0 ? [changes] : [];
    },
  };
}
