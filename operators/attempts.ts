import type { Route } from '../src/model/route';
import type { HeldClose } from './held-close';
import { LinkTable } from './link-table';

type Member = HeldClose | Route;

const NOBODY: readonly Member[] = [];
const NO_CLOSES: readonly HeldClose[] = [];

/** Who belongs together: the closes and the router rows of one attempt of one symbol. */
export class Attempts {
  private readonly members = new LinkTable<Member>(isLinked);

  addClose(held: HeldClose): void {
    if (held.close.link !== undefined) this.members.add(held.symbol, held.close.link, held);
  }

  removeClose(held: HeldClose): void {
    if (held.close.link !== undefined) this.members.remove(held.symbol, held.close.link, held);
  }

  /** Takes a row, and says which closes may join it. */
  addRoute(route: Route): readonly HeldClose[] {
    const { symbol, links } = route;
    const closes = this.closesUnder(symbol, links);
    for (const link of links) this.members.add(symbol, link, route);
    return closes;
  }

  removeRoute(route: Route): void {
    for (const link of route.links) this.members.remove(route.symbol, link, route);
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
    return this.closesUnder(route.symbol, route.links);
  }

  private closesUnder(symbol: string, links: readonly string[]): readonly HeldClose[] {
    let all = NO_CLOSES;
    for (const link of links) {
      const closes = closesAmong(this.members.all(symbol, link));
      if (closes.length > 0) all = all.length === 0 ? closes : [...all, ...closes];
    }
    return all;
  }

  private attemptOf({ close }: HeldClose): readonly Member[] {
    return close.link === undefined ? NOBODY : this.members.all(close.symbol, close.link);
  }
}

function isLinked(member: Member, symbol: string, link: string): boolean {
  if (member.symbol !== symbol) return false;
  return member.kind === 'held' ? member.close.link === link : member.links.includes(link);
}

// A list of its own where there are closes: what the attempt does later does not change it.
function closesAmong(members: readonly Member[]): readonly HeldClose[] {
  let closes: HeldClose[] | undefined;
  for (const member of members) if (member.kind === 'held') (closes ??= []).push(member);
  return closes ?? NO_CLOSES;
}
