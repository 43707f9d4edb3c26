import { sumOf } from '../../simulate/history';
import type { Fund } from './earning-fund';
import type { Advice } from './published-advice';

/** What following an advice is worth against trading everything at its cap; R throughout. */
export interface Worth {
  readonly trades: number;
  /** Entered before the first advice, and left out. */
  readonly unadvised: number;
  readonly atCap: number;
  readonly advised: number;
  /** A trade: (advised − at cap)/trades = exposure, by trading less, + selection, by choosing. */
  readonly total: number;
  readonly exposure: number;
  readonly selection: number;
  /** Mean share of the cap over the trades of symbols whose true edge is positive, and negative. */
  readonly goodShare: number;
  readonly badShare: number;
}

/** Each trade counts R times the share of the cap that was advised at its entry. */
export function worthOf({ trades, edges }: Fund, advice: Advice): Worth {
  const taken = trades.flatMap(({ symbol, entryMs, r }) => {
    const share = advice(symbol, entryMs);
    return share === undefined ? [] : [{ share, r, edge: edges.get(symbol) ?? 0 }];
  });
  const atCap = sumOf(taken, ({ r }) => r);
  const advised = sumOf(taken, ({ share, r }) => share * r);
  const count = taken.length;
  const total = (advised - atCap) / count;
  const exposure = (meanShare(taken) - 1) * (atCap / count);
  return {
    trades: count,
    unadvised: trades.length - count,
    atCap,
    advised,
    total,
    exposure,
    selection: total - exposure,
    goodShare: meanShare(taken.filter(({ edge }) => edge > 0)),
    badShare: meanShare(taken.filter(({ edge }) => edge < 0)),
  };
}

function meanShare(taken: readonly { readonly share: number }[]): number {
  return sumOf(taken, ({ share }) => share) / taken.length;
}
