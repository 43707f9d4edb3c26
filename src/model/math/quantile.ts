/** The p-quantile of sorted numbers by linear interpolation between order statistics; undefined for none. */
export function quantile(sorted: ArrayLike<number>, p: number): number | undefined {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below];
  if (low === undefined) return undefined;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (place - below);
}
