import type { Close } from '../../src/model/event';
import type { Trade } from '../../src/model/trade';
import type { Placed } from '../core/timeline';
import type { Route } from '../../src/model/route';
import { LinkTable } from './link-table';

/** The close of one identity as last read, and the trade that was last emitted for it. */
export class HeldClose implements Placed {
  readonly kind = 'held';
  emitted: Trade | undefined;

  constructor(public close: Close) {}

  get ts(): number {
    return this.close.ts;
  }

  get symbol(): string {
    return this.close.symbol;
  }

  get id(): string {
    return this.close.id;
  }
}

type Member = HeldClose | Route;

/** What the attempt of a close says of it. */
export interface JoinStatus {
  /** The row that it joins: the latest of its attempt, by ts, then by line. */
  readonly route: Route | undefined;
  /** A metric close yields to any order event that closes its attempt. */
  readonly isSuperseded: boolean;
}

const UNJOINED: JoinStatus = { route: undefined, isSuperseded: false };

/**
 * The closes and router rows of one attempt of one symbol belong together. Notes which attempts changed: `flush` judges
 * each of them once, since a writer may give all of its rows one id.
 */
export class Attempts {
  private readonly members = new LinkTable<Member>(isLinked);
  // Closes that are alone, and attempts of several members.
  private readonly changed = new Set<HeldClose | readonly Member[]>();

  addClose(held: HeldClose): void {
    const { symbol, link } = held.close;
    const group = link === undefined ? undefined : this.members.add(symbol, link, held);
    if (group === undefined) this.changed.add(held);
    else this.mark(group);
  }

  removeClose(held: HeldClose): void {
    const { symbol, link } = held.close;
    this.changed.delete(held);
    if (link !== undefined) this.mark(this.members.remove(symbol, link, held));
  }

  addRoute(route: Route): void {
    for (const link of route.links) this.mark(this.members.add(route.symbol, link, route));
  }

  removeRoute(route: Route): void {
    for (const link of route.links) this.mark(this.members.remove(route.symbol, link, route));
  }

  /** Emits each close whose status may have changed since the last flush, with its present status. */
  flush(emit: (held: HeldClose, status: JoinStatus) => void): void {
    for (const each of this.changed)
      if (isGroup(each)) emitAll(each, emit);
      else emit(each, UNJOINED);
    this.changed.clear();
  }

  private mark(group: readonly Member[] | undefined): void {
    if (group === undefined) return;
    const [first] = group;
    // It was noted as a close without a group.
    if (first?.kind === 'held') this.changed.delete(first);
    this.changed.add(group);
  }
}

function isGroup(each: HeldClose | readonly Member[]): each is readonly Member[] {
  return Array.isArray(each);
}

function emitAll(members: readonly Member[], emit: (held: HeldClose, status: JoinStatus) => void): void {
  let route: Route | undefined;
  let hasOrder = false;
  for (const member of members) {
    if (member.kind === 'held') hasOrder ||= member.close.origin === 'order';
    else if (route === undefined || isLater(member, route)) route = member;
  }
  for (const member of members)
    if (member.kind === 'held')
      emit(member, { route, isSuperseded: hasOrder && member.close.origin === 'metric' });
}

function isLater(one: Route, other: Route): boolean {
  return one.ts > other.ts || (one.ts === other.ts && one.line > other.line);
}

function isLinked(member: Member, symbol: string, link: string): boolean {
  if (member.symbol !== symbol) return false;
  return member.kind === 'held' ? member.close.link === link : member.links.includes(link);
}
