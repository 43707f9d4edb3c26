const WORDS = 2 ** 32;

type State = readonly [number, number, number, number];

/**
 * Uniform random integers of 32 bits: xoshiro128** (D. Blackman and S. Vigna, 2018), the same bits in every process and
 * language. A seed becomes the state by four outputs of splitmix32.
 */
export class Xoshiro128 {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** The state must not be all 0. */
  constructor(state: State) {
    [this.a, this.b, this.c, this.d] = state;
  }

  /** `seed` is an integer; its low 32 bits count. */
  static seeded(seed: number): Xoshiro128 {
    const split = splitmix32(seed);
    return new Xoshiro128([split(), split(), split(), split()]);
  }

  /** The next integer, 0 to 2³² − 1. */
  next(): number {
    const result = Math.imul(rotated(Math.imul(this.b, 5), 7), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotated(this.d, 11);
    return result;
  }

  /** An integer from 0 to n − 1: ⌊next·n/2³²⌋, exact for n ≤ 2²¹. */
  below(n: number): number {
    return Math.floor((this.next() * n) / WORDS);
  }
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function splitmix32(seed: number): () => number {
  let z = seed | 0;
  return () => {
    z = (z + 0x9e3779b9) | 0;
    let x = z ^ (z >>> 16);
    x = Math.imul(x, 0x21f0aaad);
    x ^= x >>> 15;
    x = Math.imul(x, 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
}
