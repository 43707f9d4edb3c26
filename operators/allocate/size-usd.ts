import { isKnownEquity } from './weights/budget';

/** weight × equity in USD; null where either is unknown. */
export function sizeUsd(weight: number | null, equityUsd: number | null): number | null {
  return weight === null || !isKnownEquity(equityUsd) ? null : weight * equityUsd;
}
