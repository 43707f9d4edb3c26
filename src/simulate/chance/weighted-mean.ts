/** Mean of the values by their weights, which need not add up to 1. */
export function weightedMean(parts: readonly (readonly [weight: number, value: number])[]): number {
  const total = parts.reduce((sum, [weight]) => sum + weight, 0);
  return parts.reduce((sum, [weight, value]) => sum + weight * value, 0) / total;
}
