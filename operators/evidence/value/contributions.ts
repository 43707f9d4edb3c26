import { exactSum } from '../../../src/model/math/exact-sum';
import { meanOf } from './identity';

/** What one group of trades adds to the value, in sums, not means. Over a partition they add up to n·total, n·exposure and n·selection. */
export interface Contribution {
  readonly n: number;
  readonly mean_m: number;
  /** Σ(m − 1)·x. */
  readonly gain: number;
  /** Σ(m̄ − 1)·x, with m̄ over all trades. */
  readonly exposure: number;
  /** Σ(m − m̄)·x. */
  readonly selection: number;
}

/** `groups` names the group of each trade: its symbol, strategy, regime, mode or reason. By name. */
export function contributionsOf(
  multiples: readonly number[],
  values: readonly number[],
  groups: readonly string[],
): Readonly<Record<string, Contribution>> {
  const placesByGroup = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const places = placesByGroup.get(group);
    if (places === undefined) placesByGroup.set(group, [i]);
    else places.push(i);
  });
  const mean = meanOf(multiples);
  const named = [...placesByGroup].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    named.map(([group, places]) => {
      const sum = (of: (m: number, x: number) => number): number =>
        exactSum(places.map((i) => of(multiples[i] ?? 0, values[i] ?? 0))) + 0;
      return [
        group,
        {
          n: places.length,
          mean_m: meanOf(places.map((i) => multiples[i] ?? 0)),
          gain: sum((m, x) => (m - 1) * x),
          exposure: sum((_, x) => (mean - 1) * x),
          selection: sum((m, x) => (m - mean) * x),
        },
      ];
    }),
  );
}
