import { roundedP } from '../../../src/model/math/round';
import { placesByName } from '../../core/partition';
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
  const groups = [...placesByName(symbols).values()];
  const random = Xoshiro128.seeded(seed ^ SALT);
  const observed = statistic(multiples);
  const { column, froms, groupsOf } = rounds(multiples, groups);
  const moves = new Int32Array(groups.length);
  const moved = new Float64Array(multiples.length);
  let atLeast = 0;
  for (let shift = 0; shift < SHIFTS; shift++) {
    for (const [group, places] of groups.entries()) moves[group] = random.below(places.length);
    for (let i = 0; i < moved.length; i++)
      moved[i] = column[(froms[i] ?? 0) - (moves[groupsOf[i] ?? 0] ?? 0)] ?? 0;
    if (statistic(moved) >= observed - ROUNDING) atLeast++;
  }
  return { shifts: SHIFTS, observed, p: roundedP((1 + atLeast) / (1 + SHIFTS)) };
}

// The multiples of each symbol twice over, so that one from so many places before is never round the end: in plain arrays,
// since an object for each number would be most of what the test costs.
function rounds(multiples: readonly number[], groups: readonly (readonly number[])[]) {
  const column = new Float64Array(2 * multiples.length);
  const froms = new Int32Array(multiples.length);
  const groupsOf = new Int32Array(multiples.length);
  let at = 0;
  for (const [group, places] of groups.entries()) {
    for (const [nth, place] of places.entries()) {
      const own = multiples[place] ?? 0;
      column[at + nth] = own;
      column[at + places.length + nth] = own;
      froms[place] = at + places.length + nth;
      groupsOf[place] = group;
    }
    at += 2 * places.length;
  }
  return { column, froms, groupsOf };
}
