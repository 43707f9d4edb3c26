import { ExactSum } from '../../../src/model/math/exact-sum';
import { placesByName } from '../../core/partition';
import { columnMean, meanAt } from './identity';

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
  const mean = columnMean(multiples);
  return Object.fromEntries(
    [...placesByName(groups)].map(([group, places]) => {
      const [gain, exposure, selection] = [new ExactSum(), new ExactSum(), new ExactSum()];
      for (const i of places) {
        const [m, x] = [multiples[i] ?? 0, values[i] ?? 0];
        gain.add((m - 1) * x);
        exposure.add((mean - 1) * x);
        selection.add((m - mean) * x);
      }
      return [
        group,
        {
          n: places.length,
          mean_m: meanAt(multiples, places),
          gain: gain.value() + 0,
          exposure: exposure.value() + 0,
          selection: selection.value() + 0,
        },
      ];
    }),
  );
}
