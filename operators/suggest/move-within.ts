import { clamp, floorMulDiv, fromNano, NANO, toNano } from '../../src/model/math/fixed';

/** `current` moved by `share` of `step`, in 1e-9, truncated towards it, never out of bounds nor further out. */
export function moveWithin(
  current: number,
  direction: -1 | 1,
  step: number,
  share: number,
  low: number,
  high: number,
): number {
  const from = toNano(current);
  const size = floorMulDiv(toNano(step), toNano(share), NANO);
  return fromNano(clamp(from + direction * size, Math.min(toNano(low), from), Math.max(toNano(high), from)));
}
