import { roundedP } from './inference';
import { Xoshiro128 } from './random';

/** A test that moves each symbol’s multiples in time. */
export interface TimingTest {
  readonly shifts: number;
  readonly observed: number;
  /** (1 + shifts that do as well or better)/(1 + shifts); 6 decimals. */
  readonly p: number;
}

const SALT = 0x27d4eb2f;
const SHIFTS = 999;
const ROUNDING = 1e-15;

/**
 * Whether the multiples of a symbol fit the trades they were given to, better than the same multiples some trades later: those of
 * each symbol, in trade order, move forward by below(n_s) places, circular; symbols in name order, 999 times. The statistic is
 * selection.
 */
export function timingTest(
  multiples: readonly number[],
  symbols: readonly string[],
  seed: number,
  statistic: (multiples: ArrayLike<number>) => number,
): TimingTest {
  const placesBySymbol = new Map<string, number[]>();
  symbols.forEach((symbol, i) => {
    const places = placesBySymbol.get(symbol);
    if (places === undefined) placesBySymbol.set(symbol, [i]);
    else places.push(i);
  });
  const groups = [...placesBySymbol].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, places]) => places);
  const random = Xoshiro128.seeded(seed ^ SALT);
  const observed = statistic(multiples);
  // Plain doubles: an object for each number would be most of what the test costs.
  const known = Float64Array.from(multiples);
  const moved = Float64Array.from(known);
  let atLeast = 0;
  for (let shift = 0; shift < SHIFTS; shift++) {
    for (const places of groups) {
      const by = random.below(places.length);
      let to = by;
      for (const from of places) {
        moved[places[to] ?? from] = known[from] ?? 0;
        if (++to === places.length) to = 0;
      }
    }
    if (statistic(moved) >= observed - ROUNDING) atLeast++;
  }
  return { shifts: SHIFTS, observed, p: roundedP((1 + atLeast) / (1 + SHIFTS)) };
}
