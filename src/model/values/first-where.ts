/**
 * The first index from `from` on where `matches` holds, which must hold from there to the end; the length where it holds
 * nowhere. A galloping search from `near`, an index from `from` on: what lies close to it is found in few steps.
 */
export function firstWhere<T>(
  items: readonly T[],
  matches: (item: T) => boolean,
  from: number,
  near: number,
): number {
  const holds = (index: number): boolean => {
    const item = items[index];
    return item !== undefined && matches(item);
  };
  // It lies after `low`, and at `high` at the latest.
  let high = Math.min(near, items.length);
  let low = high - 1;
  if (high === items.length || holds(high))
    for (let step = 1; low >= from && holds(low); step *= 2) {
      high = low;
      low -= step;
    }
  else
    for (let step = 1; high < items.length && !holds(high); step *= 2) {
      low = high;
      high = Math.min(high + step, items.length);
    }
  low = Math.max(low + 1, from);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
