import type { Interval } from '../../../src/model/math/interval';
import { UNKNOWN, type Trade } from '../../../src/model/trade';
import { grouped } from '../../core/partition';

const QUARTERS = [1, 2, 3] as const;

/**
 * Trades by the quartiles of their entry notional, `q1` the smallest: of n sizes in order, a quarter ends with the
 * ⌈k·n/4⌉-th. Equal sizes share a group, so some quarters may be larger than others, or empty.
 */
export function bySize(trades: readonly Trade[]): ReadonlyMap<string, readonly Trade[]> {
  const ends = quartileEnds(trades);
  return grouped(trades, ({ notionalUsd }) =>
    notionalUsd === undefined ? UNKNOWN : `q${1 + ends.filter((end) => notionalUsd > end).length}`,
  );
}

/** The least and the greatest entry notional of a group; null where none is known. */
export function sizeBounds(trades: readonly Trade[]): Interval | null {
  let [least, most] = [Infinity, -Infinity];
  for (const { notionalUsd } of trades) {
    if (notionalUsd === undefined) continue;
    least = Math.min(least, notionalUsd);
    most = Math.max(most, notionalUsd);
  }
  return most < least ? null : [least, most];
}

function quartileEnds(trades: readonly Trade[]): readonly number[] {
  const sizes = Float64Array.from(trades.flatMap(({ notionalUsd }) => notionalUsd ?? [])).sort();
  return QUARTERS.map((k) => sizes[Math.ceil((k * sizes.length) / 4) - 1] ?? Infinity);
}
