import type { AttemptLink } from '../../src/model/episode';
import type { Route } from '../../src/model/route';
import type { JoinedRow } from '../../src/model/trade';
import { byCodeUnits } from '../../src/model/values/json';
import { byPlace } from '../core/timeline';
import { idsOf, type HeldTrade } from './held-trade';
import { LinkTable } from './link-table';

/** No row is known. */
export const NO_ROW: JoinedRow = { route: undefined, regimeOf: 'none' };
// A longer list is put in order once, and searched.
const SCANNED = 16;

/**
 * The trades and router rows of one attempt of one symbol belong together. Notes which trades may have another row:
 * `flush` judges each of them once, since a writer may give all of its rows one id. Trades and rows lie apart: so most
 * links have one of each, and need no list.
 */
export class Attempts {
  private readonly trades = new LinkTable<HeldTrade>();
  private readonly routes = new LinkTable<Route>();
  private readonly changed = new Set<HeldTrade>();
  private readonly changedGroups = new Set<readonly HeldTrade[]>();

  /** A row counts for a trade up to `latenessMs` after it. */
  constructor(private readonly latenessMs: number) {}

  addTrade(held: HeldTrade): void {
    for (const [nth, link] of held.links.entries()) this.trades.add(held, link, nth);
    this.changed.add(held);
  }

  removeTrade(held: HeldTrade): void {
    for (const link of held.links) this.trades.remove(held, link);
    this.changed.delete(held);
  }

  addRoute(route: Route): void {
    for (const [nth, link] of route.links.entries()) {
      this.routes.add(route, link, nth);
      this.mark(route.symbol, link);
    }
  }

  removeRoute(route: Route): void {
    for (const link of route.links) {
      this.routes.remove(route, link);
      this.mark(route.symbol, link);
    }
  }

  /**
   * Emits each trade that is new or whose row may have changed since the last flush, with its present row; in order of
   * place, since what follows keeps them so.
   */
  flush(emit: (held: HeldTrade, row: JoinedRow) => void): void {
    for (const group of this.changedGroups) for (const held of group) this.changed.add(held);
    const ordered = new Map<readonly Route[], readonly Route[]>();
    for (const held of [...this.changed].sort(byPlace)) emit(held, this.rowOf(held, ordered));
    this.changed.clear();
    this.changedGroups.clear();
  }

  // A list is noted whole: all rows of a writer may go by one link.
  private mark(symbol: string, link: string): void {
    const group = this.trades.membersOf(symbol, link);
    const [only] = group;
    if (group.length > 1) this.changedGroups.add(group);
    else if (only !== undefined) this.changed.add(only);
  }

  // Of the attempts that opened the position, else of those that closed it.
  private rowOf(held: HeldTrade, ordered: Map<readonly Route[], readonly Route[]>): JoinedRow {
    const { entryAttempts, exitAttempts, ts } = held.episode;
    const latestOf = (attempts: readonly AttemptLink[]): Route | undefined => {
      for (const attempt of attempts)
        for (const link of idsOf(attempt)) {
          const group = this.routes.membersOf(held.symbol, link);
          const route = latestRoute(group, ts + this.latenessMs, ordered);
          if (route !== undefined) return route;
        }
      return undefined;
    };
    const entry = latestOf(entryAttempts);
    if (entry !== undefined) return { route: entry, regimeOf: 'entry' };
    const exit = latestOf(exitAttempts);
    return exit === undefined ? NO_ROW : { route: exit, regimeOf: 'exit' };
  }
}

// Of the rows up to a moment the latest by ts, then by bytes.
function latestRoute(
  group: readonly Route[],
  until: number,
  ordered: Map<readonly Route[], readonly Route[]>,
): Route | undefined {
  if (group.length <= SCANNED) {
    let latest: Route | undefined;
    for (const route of group) if (route.ts <= until) latest = later(latest, route);
    return latest;
  }
  let routes = ordered.get(group);
  if (routes === undefined) ordered.set(group, (routes = group.toSorted(byTime)));
  let low = 0;
  let high = routes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((routes[middle]?.ts ?? Infinity) <= until) low = middle + 1;
    else high = middle;
  }
  return routes[low - 1];
}

function later(one: Route | undefined, other: Route): Route {
  return one === undefined || byTime(one, other) < 0 ? other : one;
}

function byTime(one: Route, other: Route): number {
  return one.ts - other.ts || byCodeUnits(one.line, other.line);
}
