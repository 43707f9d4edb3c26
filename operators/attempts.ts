import type { Close } from '../src/model/event';
import type { Route } from '../src/model/route';

interface Attempt {
  readonly closes: Set<Close>;
  readonly routes: Set<Route>;
}

/** Who belongs together: the closes and the router rows of one attempt of one symbol. */
export class Attempts {
  private readonly byKey = new Map<string, Attempt>();

  addClose(close: Close): void {
    if (close.link !== undefined) this.open(close.symbol, close.link).closes.add(close);
  }

  removeClose(close: Close): void {
    if (close.link === undefined) return;
    this.find(close.symbol, close.link)?.closes.delete(close);
    this.tidy(close.symbol, close.link);
  }

  addRoute(route: Route): void {
    for (const link of route.links) this.open(route.symbol, link).routes.add(route);
  }

  removeRoute(route: Route): void {
    for (const link of route.links) {
      this.find(route.symbol, link)?.routes.delete(route);
      this.tidy(route.symbol, link);
    }
  }

  /** The row that a close joins: the latest of its attempt, by ts, then by line. */
  routeOf(close: Close): Route | undefined {
    let latest: Route | undefined;
    for (const route of this.attemptOf(close)?.routes ?? []) {
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
    for (const other of this.attemptOf(close)?.closes ?? []) if (other.origin === 'order') return true;
    return false;
  }

  /** The other closes of the same attempt. */
  siblings(close: Close): readonly Close[] {
    return [...(this.attemptOf(close)?.closes ?? [])].filter((other) => other !== close);
  }

  /** The closes that may join a row. */
  closesOf(route: Route): readonly Close[] {
    return route.links.flatMap((link) => [...(this.find(route.symbol, link)?.closes ?? [])]);
  }

  private attemptOf(close: Close): Attempt | undefined {
    return close.link === undefined ? undefined : this.find(close.symbol, close.link);
  }

  private find(symbol: string, link: string): Attempt | undefined {
    return this.byKey.get(keyOf(symbol, link));
  }

  private open(symbol: string, link: string): Attempt {
    const known = this.find(symbol, link);
    if (known !== undefined) return known;
    const attempt = { closes: new Set<Close>(), routes: new Set<Route>() };
    this.byKey.set(keyOf(symbol, link), attempt);
    return attempt;
  }

  private tidy(symbol: string, link: string): void {
    const attempt = this.find(symbol, link);
    if (attempt?.closes.size === 0 && attempt.routes.size === 0) this.byKey.delete(keyOf(symbol, link));
  }
}

// The length keeps apart what a separator inside a hostile symbol would merge.
function keyOf(symbol: string, link: string): string {
  return `${symbol.length}|${symbol}|${link}`;
}
