import type { ValueUnit } from '../value/sentence';
import type { AdvisedTrade } from '../walk/advised-trade';
import { valueIn } from './policy-report';

/** The trades whose value is known in a unit, with the multiples of the weights: columns of one length. */
export interface KnownTrades {
  readonly trades: readonly AdvisedTrade[];
  readonly multiples: readonly number[];
  readonly values: readonly number[];
}

/** The same array of trades where all are known, so that what is made of it once serves every unit. */
export function knownIn(unit: ValueUnit, trades: readonly AdvisedTrade[]): KnownTrades {
  const values = trades.map((trade) => valueIn(unit, trade));
  const isEachKnown = values.every((value) => value !== undefined);
  const known = isEachKnown ? trades : trades.filter((_, i) => values[i] !== undefined);
  return {
    trades: known,
    multiples: known.map(({ multiples: { weights = 0 } }) => weights),
    values: values.filter((value) => value !== undefined),
  };
}
