const FEWEST_SLOTS = 1024;

// A single member is stored without a list: a list for each would take much of the memory.
type Group<T> = T | T[];

/**
 * Members by symbol and link, several under one link. The table does not hold the links, since a member knows its own:
 * the links of months, as keys of a map, would take much of the memory. Open addressing with linear probing; a removal
 * leaves no gap.
 */
export class LinkTable<T extends object> {
  private hashes = new Int32Array(FEWEST_SLOTS);
  private groups: (Group<T> | undefined)[] = slots(FEWEST_SLOTS);
  private count = 0;

  /** `isLinked` says whether a member goes by this symbol and link. */
  constructor(private readonly isLinked: (member: T, symbol: string, link: string) => boolean) {}

  /**
   * Adds a member under a link, and gives the list of all members there; undefined if it is the only one and the link
   * never had two. It is the same list as long as the link has members, changed in place.
   */
  add(symbol: string, link: string, member: T): readonly T[] | undefined {
    if (this.count * 3 >= this.hashes.length * 2) this.grow();
    const hash = hashOf(symbol, link);
    const slot = this.find(hash, symbol, link);
    const group = this.groups[slot];
    if (group === undefined) {
      this.hashes[slot] = hash;
      this.groups[slot] = member;
      this.count++;
      return undefined;
    }
    if (Array.isArray(group)) {
      group.push(member);
      return group;
    }
    return (this.groups[slot] = [group, member]);
  }

  /** Removes a member once, and gives the members left, as `add` does. Does nothing if it is not there. */
  remove(symbol: string, link: string, member: T): readonly T[] | undefined {
    const slot = this.find(hashOf(symbol, link), symbol, link);
    const group = this.groups[slot];
    if (Array.isArray(group)) {
      const at = group.indexOf(member);
      if (at >= 0) group.splice(at, 1);
      if (group.length > 0) return group;
    } else if (group !== member) return undefined;
    this.close(slot);
    this.count--;
    return undefined;
  }

  /** All members under a link. */
  membersOf(symbol: string, link: string): readonly T[] {
    const group = this.groups[this.find(hashOf(symbol, link), symbol, link)];
    if (group === undefined) return [];
    return Array.isArray(group) ? group : [group];
  }

  // The slot of this symbol and link, or the free one where it belongs.
  private find(hash: number, symbol: string, link: string): number {
    for (let slot = this.home(hash); ; slot = this.after(slot)) {
      const group = this.groups[slot];
      if (group === undefined) return slot;
      if (this.hashes[slot] !== hash) continue;
      const member = Array.isArray(group) ? group[0] : group;
      if (member !== undefined && this.isLinked(member, symbol, link)) return slot;
    }
  }

  // Moves back the groups that would lie in this slot had it been free.
  private close(gap: number): void {
    for (let slot = this.after(gap); ; slot = this.after(slot)) {
      const group = this.groups[slot];
      if (group === undefined) break;
      const hash = this.hashes[slot] ?? 0;
      if (this.distance(this.home(hash), slot) < this.distance(gap, slot)) continue;
      this.hashes[gap] = hash;
      this.groups[gap] = group;
      gap = slot;
    }
    this.groups[gap] = undefined;
  }

  private grow(): void {
    const { hashes, groups } = this;
    this.hashes = new Int32Array(hashes.length * 2);
    this.groups = slots(hashes.length * 2);
    for (let old = 0; old < groups.length; old++) {
      const group = groups[old];
      if (group === undefined) continue;
      const hash = hashes[old] ?? 0;
      let slot = this.home(hash);
      while (this.groups[slot] !== undefined) slot = this.after(slot);
      this.hashes[slot] = hash;
      this.groups[slot] = group;
    }
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

// FNV-1a, then the last mix of MurmurHash3: the low bits choose the slot.
function hashOf(symbol: string, link: string): number {
  let hash = over(over(0x811c9dc5, symbol), link);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function over(hash: number, text: string): number {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
