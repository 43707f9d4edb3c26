import { roundedP } from '../../../src/model/math/round';

/**
 * Holm’s step-down adjustment (S. Holm, 1979): p of each name as it is after so many looks; 6 decimals. The i-th smallest of k is
 * multiplied by k − i, and none is smaller than the one before. Pass p with all its decimals (`twoSidedP`).
 */
export function holm(ps: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const ranked = Object.entries(ps).sort(([a, p], [b, q]) => p - q || (a < b ? -1 : 1));
  let largest = 0;
  return Object.fromEntries(
    ranked.map(([name, p], i) => {
      largest = Math.max(largest, Math.min(1, (ranked.length - i) * p));
      return [name, roundedP(largest)];
    }),
  );
}
