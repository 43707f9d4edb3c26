import type { Route } from '../src/model/route';
import type { HeldClose } from './held-close';

type Member = HeldClose | Route;

const NOBODY: readonly Member[] = [];
const NO_CLOSES: readonly HeldClose[] = [];

/** Who belongs together: the closes and the router rows of one attempt of one symbol. */
export class Attempts {
  // Most attempts have one member, which stands for itself: a list for each would be much of the memory there is.
  private readonly bySymbol = new Map<string, Map<string, Member | Member[]>>();

  addClose(held: HeldClose): void {
    if (held.close.link !== undefined) this.join(held.symbol, held.close.link, held);
  }

  removeClose(held: HeldClose): void {
    if (held.close.link !== undefined) this.leave(held.symbol, held.close.link, held);
  }

  addRoute(route: Route): void {
    for (const link of route.links) this.join(route.symbol, link, route);
  }

  removeRoute(route: Route): void {
    for (const link of route.links) this.leave(route.symbol, link, route);
  }

  /** The row that a close joins: the latest of its attempt, by ts, then by line. */
  routeOf(held: HeldClose): Route | undefined {
    let latest: Route | undefined;
    for (const route of this.attemptOf(held)) {
      if (route.kind !== 'route') continue;
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
  superseded(held: HeldClose): boolean {
    if (held.close.origin === 'order') return false;
    return this.attemptOf(held).some((other) => other.kind === 'held' && other.close.origin === 'order');
  }

  /** The other closes of the same attempt. */
  siblings(held: HeldClose): readonly HeldClose[] {
    const all = closesAmong(this.attemptOf(held));
    return all.length === 1 && all[0] === held ? NO_CLOSES : all.filter((other) => other !== held);
  }

  /** The closes that may join a row. */
  closesOf(route: Route): readonly HeldClose[] {
    let all = NO_CLOSES;
    for (const link of route.links) {
      const closes = closesAmong(this.members(route.symbol, link));
      if (closes.length > 0) all = all.length === 0 ? closes : [...all, ...closes];
    }
    return all;
  }

  private attemptOf({ close }: HeldClose): readonly Member[] {
    return close.link === undefined ? NOBODY : this.members(close.symbol, close.link);
  }

  private members(symbol: string, link: string): readonly Member[] {
    const found = this.bySymbol.get(symbol)?.get(link);
    if (found === undefined) return NOBODY;
    return Array.isArray(found) ? found : [found];
  }

  private join(symbol: string, link: string, member: Member): void {
    let attempts = this.bySymbol.get(symbol);
    if (attempts === undefined) this.bySymbol.set(symbol, (attempts = new Map<string, Member | Member[]>()));
    const known = attempts.get(link);
    if (Array.isArray(known)) known.push(member);
    else attempts.set(link, known === undefined ? member : [known, member]);
  }

  private leave(symbol: string, link: string, member: Member): void {
    const attempts = this.bySymbol.get(symbol);
    const known = attempts?.get(link);
    if (attempts === undefined || known === undefined) return;
    if (Array.isArray(known)) {
      const at = known.indexOf(member);
      if (at >= 0) known.splice(at, 1);
      if (known.length > 0) return;
    } else if (known !== member) return;
    attempts.delete(link);
    if (attempts.size === 0) this.bySymbol.delete(symbol);
  }
}

// A list of its own where there are closes: what the attempt does later does not change it.
function closesAmong(members: readonly Member[]): readonly HeldClose[] {
  let closes: HeldClose[] | undefined;
  for (const member of members) if (member.kind === 'held') (closes ??= []).push(member);
  return closes ?? NO_CLOSES;
}
