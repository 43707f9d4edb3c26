const FEWEST_SLOTS = 1024;

/**
 * Members by symbol and link, any number of them under one. The links are not held, since a member knows its own: as the
 * keys of a map, those of months would be much of the memory there is. Open addressing with linear probing; what is taken
 * out leaves no gap.
 */
export class LinkTable<T> {
  private hashes = new Int32Array(FEWEST_SLOTS);
  private members: (T | undefined)[] = slots(FEWEST_SLOTS);
  private count = 0;

  /** `isLinked` says whether a member goes by this symbol and link. */
  constructor(private readonly isLinked: (member: T, symbol: string, link: string) => boolean) {}

  get size(): number {
    return this.count;
  }

  /** Those under this symbol and link. */
  all(symbol: string, link: string): readonly T[] {
    const hash = hashOf(symbol, link);
    const all: T[] = [];
    for (let slot = this.home(hash); ; slot = this.after(slot)) {
      const member = this.members[slot];
      if (member === undefined) return all;
      if (this.hashes[slot] === hash && this.isLinked(member, symbol, link)) all.push(member);
    }
  }

  /** Puts a member there, whoever is there already. */
  add(symbol: string, link: string, member: T): void {
    if (this.count * 3 >= this.hashes.length * 2) this.grow();
    this.place(hashOf(symbol, link), member);
    this.count++;
  }

  /** Takes a member out from there, once; one that is not there is none. */
  remove(symbol: string, link: string, member: T): void {
    const hash = hashOf(symbol, link);
    for (let slot = this.home(hash); ; slot = this.after(slot)) {
      const other = this.members[slot];
      if (other === undefined) return;
      if (other === member && this.hashes[slot] === hash) {
        this.close(slot);
        this.count--;
        return;
      }
    }
  }

  private place(hash: number, member: T): void {
    let slot = this.home(hash);
    while (this.members[slot] !== undefined) slot = this.after(slot);
    this.hashes[slot] = hash;
    this.members[slot] = member;
  }

  // Moves what was put further on for want of this slot.
  private close(gap: number): void {
    for (let slot = this.after(gap); ; slot = this.after(slot)) {
      const member = this.members[slot];
      if (member === undefined) break;
      const hash = this.hashes[slot] ?? 0;
      if (this.distance(this.home(hash), slot) < this.distance(gap, slot)) continue;
      this.hashes[gap] = hash;
      this.members[gap] = member;
      gap = slot;
    }
    this.members[gap] = undefined;
  }

  private grow(): void {
    const { hashes, members } = this;
    this.hashes = new Int32Array(hashes.length * 2);
    this.members = slots(hashes.length * 2);
    members.forEach((member, slot) => {
      if (member !== undefined) this.place(hashes[slot] ?? 0, member);
    });
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
