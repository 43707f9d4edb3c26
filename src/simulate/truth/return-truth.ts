import { edgeOf, Payoff, squareOf } from '../market/payoff';
import { weightedMean } from '../chance/weighted-mean';

/** Net R of a group of closes: exact moments of what the generator draws from. */
export type ReturnTruth = {
  readonly edge_r: number;
  readonly std_r: number;
  readonly hit_rate: number;
  readonly avg_win_r: number;
  readonly avg_loss_r: number;
};

/** A payoff and how often it is traded, relative to the others of its group. */
export interface TradedPayoff {
  readonly share: number;
  readonly payoff: Payoff;
}

/** The moments of a mixture of payoffs. */
export function returnTruth(shares: readonly TradedPayoff[]): ReturnTruth {
  const mean = (of: (payoff: Payoff) => number): number =>
    weightedMean(shares.map((part) => [part.share, of(part.payoff)]));
  const edge = mean(edgeOf);
  const hitRate = mean((payoff) => payoff.hitRate);
  return {
    edge_r: edge,
    std_r: Math.sqrt(mean(squareOf) - edge ** 2),
    hit_rate: hitRate,
    avg_win_r: mean((payoff) => payoff.hitRate * payoff.winR) / hitRate,
    avg_loss_r: -mean((payoff) => (1 - payoff.hitRate) * payoff.lossR) / (1 - hitRate),
  };
}
