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

const number = new DataView(new ArrayBuffer(8));

/**
 * Two independent 32-bit hashes (FNV-1a and a multiplicative one over 32-bit words, then a murmur finish) of a run of
 * values. `take` gives those of the values since the last one.
 */
export class Fingerprinter {
  private a = 0x811c9dc5;
  private b = 0x9747b28c;

  text(value: string | undefined): this {
    if (value === undefined) return this.word(-1);
    this.word(value.length);
    // Two chars a word; beyond the end there is none, which counts as 0.
    for (let i = 0; i < value.length; i += 2)
      this.word(value.charCodeAt(i) | (value.charCodeAt(i + 1) << 16));
    return this;
  }

  number(value: number | undefined): this {
    if (value === undefined) return this.word(-1);
    // −0 is 0.
    number.setFloat64(0, value + 0);
    return this.word(number.getInt32(0)).word(number.getInt32(4));
  }

  flag(value: boolean | undefined): this {
    return this.word(value === undefined ? -1 : Number(value));
  }

  take(): Fingerprint {
    const taken: Fingerprint = [finish(this.a), finish(this.b)];
    this.a = 0x811c9dc5;
    this.b = 0x9747b28c;
    return taken;
  }

  private word(value: number): this {
    this.a = Math.imul(this.a ^ value, 0x01000193);
    this.a ^= this.a >>> 15;
    this.b = Math.imul(this.b ^ value, 0x5bd1e995) ^ (this.b >>> 15);
    return this;
  }
}

const fingerprinter = new Fingerprinter();

/** The fingerprint of a text. */
export function fingerprint(text: string): Fingerprint {
  return fingerprinter.text(text).take();
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
