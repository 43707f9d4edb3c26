import { HOUR, MINUTE } from '../../../src/model/values/time';
import { UNKNOWN } from '../../../src/model/trade';

const BELOW = [
  [5 * MINUTE, 'under_5m'],
  [HOUR, '5m_1h'],
  [4 * HOUR, '1h_4h'],
  [24 * HOUR, '4h_24h'],
] as const;

/** How long a position was held, in classes; each holds its lower end. */
export function holdingTimeOf(holdMs: number | undefined): string {
  if (holdMs === undefined) return UNKNOWN;
  return BELOW.find(([bound]) => holdMs < bound)?.[1] ?? 'over_24h';
}
