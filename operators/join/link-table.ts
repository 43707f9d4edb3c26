import { linkHash } from './link-hash';

const FEWEST_SLOTS = 1024;
/** So many slots from its home on a group may lie. At the highest load one in ten thousand finds no room there. */
const MOST_STEPS = 128;
const MOST_NTH = 255;
const NOWHERE = -0x80000000;

/** What goes by links of a symbol, each of them once. */
interface Linked {
  readonly symbol: string;
  readonly links: readonly string[];
}

// A single member is stored without a list: a list for each would take much of the memory.
type Group<T> = T | T[];

/**
 * Members by symbol and link, several under one link. The table does not hold the links, since a member knows its own:
 * the links of months, as keys of a map, would take much of the memory. Open addressing with linear probing; a removal
 * leaves no gap. Who writes the links can make their hashes fall together: so no walk is longer than `MOST_STEPS`, of
 * each hash the table has one link, and what finds no room lies in a map, whose hash has a secret.
 */
export class LinkTable<T extends Linked> {
  /** How many slots were looked at so far. */
  steps = 0;
  private hashes = new Int32Array(FEWEST_SLOTS);
  private groups: (Group<T> | undefined)[] = slots(FEWEST_SLOTS);
  // Which of its first member's links a group goes by.
  private nths = new Uint8Array(FEWEST_SLOTS);
  private count = 0;
  private readonly crowded = new Map<string, T[]>();

  /** Adds a member under its nth link. */
  add(member: T, link: string, nth: number): void {
    if (this.count * 3 >= this.hashes.length * 2) this.grow();
    const { symbol } = member;
    const hash = linkHash(symbol, link);
    const slot = this.find(hash, symbol, link);
    const group = slot < 0 ? this.crowdedAt(symbol, link) : this.groups[slot];
    if (group === undefined) {
      if (slot === NOWHERE || nth > MOST_NTH) this.crowded.set(keyOf(symbol, link), [member]);
      else {
        this.put(~slot, hash, member, nth);
        this.count++;
      }
    } else if (Array.isArray(group)) group.push(member);
    else this.groups[slot] = [group, member];
  }

  /** Removes a member once from a link. Does nothing if it is not there. */
  remove(member: T, link: string): void {
    const { symbol } = member;
    const slot = this.find(linkHash(symbol, link), symbol, link);
    const group = slot < 0 ? this.crowdedAt(symbol, link) : this.groups[slot];
    if (Array.isArray(group)) {
      const at = group.indexOf(member);
      if (at >= 0) group.splice(at, 1);
      const [first] = group;
      if (first !== undefined) {
        if (at === 0 && slot >= 0) this.rename(slot, group, first.links.indexOf(link), keyOf(symbol, link));
        return;
      }
      if (slot < 0) this.crowded.delete(keyOf(symbol, link));
    } else if (group !== member) return;
    if (slot >= 0) this.take(slot);
  }

  /** All members under a link. Of several it is the same list as long as the link has members, changed in place. */
  membersOf(symbol: string, link: string): readonly T[] {
    const slot = this.find(linkHash(symbol, link), symbol, link);
    const group = slot < 0 ? this.crowdedAt(symbol, link) : this.groups[slot];
    if (group === undefined) return [];
    return Array.isArray(group) ? group : [group];
  }

  // The slot of this symbol and link; else the complement of the free one where it belongs, or NOWHERE.
  private find(hash: number, symbol: string, link: string): number {
    let slot = this.home(hash);
    for (let n = 0; n < MOST_STEPS; n++, slot = this.after(slot)) {
      this.steps++;
      const group = this.groups[slot];
      if (group === undefined) return ~slot;
      if (this.hashes[slot] !== hash) continue;
      const first = Array.isArray(group) ? group[0] : group;
      return first?.symbol === symbol && first.links[this.nths[slot] ?? 0] === link ? slot : NOWHERE;
    }
    return NOWHERE;
  }

  private crowdedAt(symbol: string, link: string): T[] | undefined {
    return this.crowded.size === 0 ? undefined : this.crowded.get(keyOf(symbol, link));
  }

  private put(slot: number, hash: number, group: Group<T>, nth: number): void {
    this.hashes[slot] = hash;
    this.groups[slot] = group;
    this.nths[slot] = nth;
  }

  // The group has another first member, which has the link as its nth.
  private rename(slot: number, group: T[], nth: number, key: string): void {
    if (nth <= MOST_NTH) this.nths[slot] = nth;
    else {
      this.crowded.set(key, group);
      this.take(slot);
    }
  }

  // Moves back the groups that would lie in this slot had it been free. None beyond the reach of the gap can.
  private take(gap: number): void {
    this.count--;
    for (let slot = this.after(gap); this.distance(gap, slot) < MOST_STEPS; slot = this.after(slot)) {
      this.steps++;
      const group = this.groups[slot];
      if (group === undefined) break;
      const hash = this.hashes[slot] ?? 0;
      if (this.distance(this.home(hash), slot) < this.distance(gap, slot)) continue;
      this.put(gap, hash, group, this.nths[slot] ?? 0);
      gap = slot;
    }
    this.groups[gap] = undefined;
  }

  private grow(): void {
    const { hashes, groups, nths } = this;
    this.hashes = new Int32Array(hashes.length * 2);
    this.groups = slots(hashes.length * 2);
    this.nths = new Uint8Array(hashes.length * 2);
    for (let old = 0; old < groups.length; old++) {
      const group = groups[old];
      const first = Array.isArray(group) ? group[0] : group;
      if (group === undefined || first === undefined) continue;
      const [hash, nth] = [hashes[old] ?? 0, nths[old] ?? 0];
      const slot = this.freeFrom(this.home(hash));
      if (slot !== undefined) this.put(slot, hash, group, nth);
      else {
        this.crowded.set(keyOf(first.symbol, first.links[nth] ?? ''), Array.isArray(group) ? group : [group]);
        this.count--;
      }
    }
  }

  private freeFrom(home: number): number | undefined {
    let slot = home;
    for (let n = 0; n < MOST_STEPS; n++, slot = this.after(slot)) {
      this.steps++;
      if (this.groups[slot] === undefined) return slot;
    }
    return undefined;
  }

  private home(hash: number): number {
    return hash & (this.hashes.length - 1);
  }

  private after(slot: number): number {
    return (slot + 1) & (this.hashes.length - 1);
  }

  private distance(from: number, to: number): number {
    return (to - from) & (this.hashes.length - 1);
  }
}

function slots<T>(count: number): (T | undefined)[] {
  return new Array<T | undefined>(count).fill(undefined);
}

// The length of the symbol first: two texts of the same letters, parted elsewhere, have two keys.
function keyOf(symbol: string, link: string): string {
  return `${symbol.length}|${symbol}${link}`;
}
