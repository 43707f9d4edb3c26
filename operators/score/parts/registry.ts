import { cost, latency, liquidity, reliability, tail } from './execution';
import { volatility } from './market';
import type { ScorePart } from './part';
import { edge, gain, hitRate } from './trading';

/** Every part of the score, in the order of its fields in the files. */
export const SCORE_PARTS: readonly ScorePart[] = [
  edge,
  hitRate,
  gain,
  cost,
  reliability,
  tail,
  latency,
  liquidity,
  volatility,
];
