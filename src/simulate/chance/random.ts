/** A source of uniform numbers strictly between 0 and 1. */
export type Random = () => number;

/** A stream of its own for every (seed, label): sfc32, its state filled by splitmix32. */
export function randomOf(seed: number, label: string): Random {
  const split = splitmix32(hash(`${seed}/${label}`));
  let [a, b, c, counter] = [split(), split(), split(), 1];
  const step = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) step();
  return () => (step() + 0.5) / 2 ** 32;
}

/** True with the given probability. */
export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** Uniform between two bounds. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** One of the entries, with a probability proportional to its weight. */
export function pick<T extends { readonly weight: number }>(
  random: Random,
  entries: readonly [T, ...T[]],
): T {
  let left = random() * entries.reduce((sum, entry) => sum + entry.weight, 0);
  return entries.find((entry) => (left -= entry.weight) < 0) ?? entries[0];
}

function splitmix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

// FNV-1a.
function hash(label: string): number {
  let state = 0x811c9dc5;
  for (const char of label) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return state;
}
