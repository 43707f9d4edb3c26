import type { Close } from '../src/model/event';
import type { Route } from '../src/model/route';

interface Attempt {
  closes: Close[];
  routes: Route[];
}

// Most attempts have one of each: a list is made when it holds something, and as long as that.
const NONE: Readonly<Attempt> = { closes: [], routes: [] };

/** Who belongs together: the closes and the router rows of one attempt of one symbol. */
export class Attempts {
  private readonly bySymbol = new Map<string, Map<string, Attempt>>();

  addClose(close: Close): void {
    if (close.link === undefined) return;
    const attempt = this.open(close.symbol, close.link);
    attempt.closes = including(attempt.closes, close);
  }

  removeClose(close: Close): void {
    if (close.link === undefined) return;
    const attempt = this.find(close.symbol, close.link);
    takeOut(attempt.closes, close);
    this.tidy(attempt, close.symbol, close.link);
  }

  addRoute(route: Route): void {
    for (const link of route.links) {
      const attempt = this.open(route.symbol, link);
      attempt.routes = including(attempt.routes, route);
    }
  }

  removeRoute(route: Route): void {
    for (const link of route.links) {
      const attempt = this.find(route.symbol, link);
      takeOut(attempt.routes, route);
      this.tidy(attempt, route.symbol, link);
    }
  }

  /** The row that a close joins: the latest of its attempt, by ts, then by line. */
  routeOf(close: Close): Route | undefined {
    let latest: Route | undefined;
    for (const route of this.attemptOf(close).routes) {
      if (
        latest === undefined ||
        route.ts > latest.ts ||
        (route.ts === latest.ts && route.line > latest.line)
      )
        latest = route;
    }
    return latest;
  }

  /** A metric close yields to any order event that closes its attempt. */
  superseded(close: Close): boolean {
    if (close.origin === 'order') return false;
    return this.attemptOf(close).closes.some((other) => other.origin === 'order');
  }

  /** The other closes of the same attempt. */
  siblings(close: Close): readonly Close[] {
    const { closes } = this.attemptOf(close);
    return closes.length === 1 && closes[0] === close
      ? NONE.closes
      : closes.filter((other) => other !== close);
  }

  /** The closes that may join a row. */
  closesOf(route: Route): readonly Close[] {
    let all: readonly Close[] = NONE.closes;
    for (const link of route.links) {
      const { closes } = this.find(route.symbol, link);
      if (closes.length > 0) all = all.length === 0 ? [...closes] : [...all, ...closes];
    }
    return all;
  }

  private attemptOf(close: Close): Attempt {
    return close.link === undefined ? NONE : this.find(close.symbol, close.link);
  }

  private find(symbol: string, link: string): Attempt {
    return this.bySymbol.get(symbol)?.get(link) ?? NONE;
  }

  private open(symbol: string, link: string): Attempt {
    let attempts = this.bySymbol.get(symbol);
    if (attempts === undefined) this.bySymbol.set(symbol, (attempts = new Map<string, Attempt>()));
    let attempt = attempts.get(link);
    if (attempt === undefined) attempts.set(link, (attempt = { ...NONE }));
    return attempt;
  }

  private tidy({ closes, routes }: Attempt, symbol: string, link: string): void {
    if (closes.length > 0 || routes.length > 0) return;
    const attempts = this.bySymbol.get(symbol);
    attempts?.delete(link);
    if (attempts?.size === 0) this.bySymbol.delete(symbol);
  }
}

function including<T>(items: T[], item: T): T[] {
  if (items.length === 0) return [item];
  items.push(item);
  return items;
}

function takeOut<T>(items: T[], item: T): void {
  const at = items.indexOf(item);
  if (at >= 0) items.splice(at, 1);
}
