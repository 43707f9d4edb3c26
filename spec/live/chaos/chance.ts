/** Choices told by a seed: the same seed, the same choices (mulberry32). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** In [0, 1). */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** In [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.share();
  }

  /** A whole number in [from, to). */
  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to));
  }

  /** True this often. */
  happens(share: number): boolean {
    return this.share() < share;
  }

  oneOf<T>(items: readonly [T, ...T[]]): T {
    return items[this.whole(0, items.length)] ?? items[0];
  }

  /** So many of the numbers 1 … last, each at most once, in order. */
  sample(count: number, last: number): readonly number[] {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(count, last)) chosen.add(this.whole(1, last + 1));
    return [...chosen].sort((a, b) => a - b);
  }
}
