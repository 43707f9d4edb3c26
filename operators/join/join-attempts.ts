import type { Close, MarketEvent } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import { horizonMs } from '../../src/model/fund/settings';
import { toTrade } from '../../src/model/to-trade';
import type { PricedClose, Trade } from '../../src/model/trade';
import type { Desk } from '../../src/model/fund/desk';
import { Attempts, HeldClose } from './attempts';
import type { Machine } from '../core/machine';
import type { CountedTick, TickedEvent } from '../ticks/tick-every';
import { Timeline } from '../core/timeline';

/** A trade, in place of the one emitted `before` for the same close; or the retraction of one that no longer counts. */
export type TradeChange =
  | { readonly kind: 'trade'; readonly trade: Trade; readonly before: Trade | undefined }
  | { readonly kind: 'untrade'; readonly trade: Trade };

/** A row of router metrics that counts from now on, or one that no longer does. */
export type RouteChange =
  { readonly kind: 'routed'; readonly route: Route } | { readonly kind: 'unrouted'; readonly route: Route };

/** What the join emits: changes of trades and router rows, and all other events and ticks as they came. */
export type JoinedChange = TradeChange | RouteChange | Exclude<MarketEvent, Close | Route> | CountedTick;

// A close whose P&L or cost is this large makes no trade: sums of smaller amounts stay finite.
const TOO_LARGE_USD = 1e300;

export interface JoinState {
  /** Each identity once: the greatest line that claims it. */
  readonly closes: Timeline<HeldClose>;
  readonly routes: Timeline<Route>;
  readonly attempts: Attempts;
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
export function joinAttempts(
  desk: Desk,
): Machine<readonly TickedEvent[], JoinState, readonly JoinedChange[]> {
  const horizon = horizonMs(desk.settings);
  const stopPct = (strategy: string): number | undefined => desk.stopsPct.get(strategy);

  // Says what is new about the closes whose attempts changed.
  const flush = ({ attempts }: JoinState, out: JoinedChange[]): void => {
    attempts.flush((held, { route, isSuperseded }) => {
      const { close, emitted } = held;
      if (!hasPnl(close) || isSuperseded) {
        retract(held, out);
        return;
      }
      if (emitted?.close === close && emitted.route === route) return;
      held.emitted = toTrade(close, route, stopPct, desk.settings);
      out.push({ kind: 'trade', trade: held.emitted, before: emitted });
    });
  };

  const takeClose = (state: JoinState, close: Close): void => {
    const { closes, attempts } = state;
    const known = closes.at(close);
    if (known === undefined) {
      if (!hasPnl(close)) state.withoutPnl++;
      const held = new HeldClose(close);
      closes.put(held);
      attempts.addClose(held);
      return;
    }
    countRepeat(state, known.close, close);
    if (known.close.line >= close.line) return;
    // A greater line may name another attempt.
    attempts.removeClose(known);
    known.close = close;
    attempts.addClose(known);
  };

  const takeRoute = (state: JoinState, route: Route, out: JoinedChange[]): void => {
    const { routes, attempts } = state;
    const known = routes.at(route);
    if (known !== undefined) {
      countRepeat(state, known, route);
      if (known.line >= route.line) return;
      attempts.removeRoute(known);
      out.push({ kind: 'unrouted', route: known });
    }
    routes.put(route);
    attempts.addRoute(route);
    out.push({ kind: 'routed', route });
  };

  const evict = (state: JoinState, bound: number, out: JoinedChange[]): void => {
    const { closes, routes, attempts } = state;
    state.bound = bound;
    routes.evict(bound, (route) => {
      attempts.removeRoute(route);
      out.push({ kind: 'unrouted', route });
    });
    closes.evict(bound, (held) => {
      attempts.removeClose(held);
      retract(held, out);
    });
  };

  return {
    init: () => ({
      closes: new Timeline(),
      routes: new Timeline(),
      attempts: new Attempts(),
      bound: -Infinity,
      latest: -Infinity,
      duplicates: 0,
      conflicts: 0,
      withoutPnl: 0,
    }),

    step(state, events) {
      const changes: JoinedChange[] = [];
      for (const event of events) {
        switch (event.kind) {
          case 'tick':
            evict(state, event.asOf - horizon, changes);
            flush(state, changes);
            changes.push(counted(state, event));
            break;
          case 'close':
          case 'route':
            if (event.ts <= state.bound) break;
            state.latest = Math.max(state.latest, event.ts);
            if (event.kind === 'close') takeClose(state, event);
            else takeRoute(state, event, changes);
            break;
          default:
            changes.push(event);
        }
      }
      // No tick is before the latest event let through, so its horizon bounds memory between ticks too.
      if (state.latest - horizon > state.bound) evict(state, state.latest - horizon, changes);
      flush(state, changes);
      return changes.length > 0 ? [changes] : [];
    },
  };
}

// Retracts the trade that was emitted for a close.
function retract(held: HeldClose, out: JoinedChange[]): void {
  if (held.emitted === undefined) return;
  out.push({ kind: 'untrade', trade: held.emitted });
  held.emitted = undefined;
}

function hasPnl(close: Close): close is PricedClose {
  const { realizedUsd, feesUsd = 0, fundingUsd = 0 } = close;
  return (
    realizedUsd !== undefined && isSummable(realizedUsd) && isSummable(feesUsd) && isSummable(fundingUsd)
  );
}

function isSummable(usd: number): boolean {
  return Math.abs(usd) < TOO_LARGE_USD;
}

function countRepeat(
  state: JoinState,
  known: { readonly line: string },
  event: { readonly line: string },
): void {
  if (known.line === event.line) state.duplicates++;
  else state.conflicts++;
}

function counted(state: JoinState, tick: CountedTick): CountedTick {
  const { duplicates, conflicts, withoutPnl } = state;
  return { ...tick, counts: { ...tick.counts, duplicates, conflicts, withoutPnl } };
}
