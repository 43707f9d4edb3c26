import { chance, Random } from '../chance/random';
import { drawTriangular, triangularVariance } from '../chance/distribution';
import { Strategy } from './strategies';
import { SymbolProfile } from './symbol-profile';

/** Net R of one trade: a win of mean `winR` with probability `hitRate`, else a loss of mean `lossR` (both positive). */
export interface Payoff {
  readonly hitRate: number;
  readonly winR: number;
  readonly lossR: number;
}

const WIN_SPREAD = 0.6;
const LOSS_SPREAD = 0.5;

/** The payoff that gives the symbol's edge, tilted by the strategy. */
export function payoffOf(profile: SymbolProfile, strategy: Strategy): Payoff {
  const hitRate = profile.hitRate + strategy.hitTilt;
  const edgeR = profile.edgeR + strategy.edgeTiltR;
  return { hitRate, winR: (edgeR + (1 - hitRate) * profile.lossR) / hitRate, lossR: profile.lossR };
}

/** Net R of one trade, never 0. */
export function drawNetR(random: Random, { hitRate, winR, lossR }: Payoff): number {
  return chance(random, hitRate)
    ? drawTriangular(random, winR, WIN_SPREAD)
    : -drawTriangular(random, lossR, LOSS_SPREAD);
}

/** Mean net R. */
export function edgeOf({ hitRate, winR, lossR }: Payoff): number {
  return hitRate * winR - (1 - hitRate) * lossR;
}

/** Mean of the squared net R. */
export function squareOf({ hitRate, winR, lossR }: Payoff): number {
  return (
    hitRate * (winR ** 2 + triangularVariance(winR, WIN_SPREAD)) +
    (1 - hitRate) * (lossR ** 2 + triangularVariance(lossR, LOSS_SPREAD))
  );
}
