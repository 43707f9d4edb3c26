/**
 * A fingerprint of a multiset of events: the same set gives the same digest in whatever order it came, and an
 * event can be taken out again. It tells inputs apart; it is no defence against someone who forges them.
 */
export class MultisetDigest {
  private high = 0;
  private low = 0;
  private count = 0;

  add(fingerprint: Fingerprint): void {
    this.shift(fingerprint, 1);
  }

  remove(fingerprint: Fingerprint): void {
    this.shift(fingerprint, -1);
  }

  /** 16 hex digits and the number of events. */
  text(): string {
    const hex = (word: number): string => word.toString(16).padStart(8, '0');
    return `${hex(this.high)}${hex(this.low)}-${this.count}`;
  }

  private shift([high, low]: Fingerprint, sign: 1 | -1): void {
    this.high = (this.high + sign * high) >>> 0;
    this.low = (this.low + sign * low) >>> 0;
    this.count += sign;
  }
}

export type Fingerprint = readonly [high: number, low: number];

/** Two independent 32-bit hashes (FNV-1a over UTF-16 units, then a murmur finish) of a text. */
export function fingerprint(text: string): Fingerprint {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
  }
  return [finish(a), finish(b ^ text.length)];
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
