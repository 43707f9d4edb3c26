import { tradeDays, type TradeDays } from '../statistics/trade-days';

/** Trades in one unit, as columns of one length n in order of (close, symbol, id). */
export interface UnitTrades {
  /** m: the multiple of its size that the advice gave each trade, 0 to 1. */
  readonly multiples: readonly number[];
  /** x: what each trade made at the size it had: net USD, R, or bps of its notional. */
  readonly values: readonly number[];
  readonly symbols: readonly string[];
  readonly days: TradeDays;
}

/** The same columns as they come: where a value is not known in the unit, the trade is left out. */
export interface TradeColumns {
  readonly multiples: readonly number[];
  readonly values: readonly (number | undefined)[];
  readonly symbols: readonly string[];
  /** The UTC day of each close: ⌊ts/86,400,000⌋. */
  readonly days: readonly number[];
}

/** The trades whose value is known. */
export function unitTrades({ multiples, ...columns }: TradeColumns): UnitTrades {
  return knownTrades(columns)(multiples);
}

/** The same for the multiples of one policy after the other. */
export function knownTrades({
  values,
  symbols,
  days,
}: Omit<TradeColumns, 'multiples'>): (multiples: readonly number[]) => UnitTrades {
  const isEachKnown = values.every((value) => value !== undefined);
  const known = <T>(column: readonly T[]): readonly T[] =>
    isEachKnown ? column : column.filter((_, i) => values[i] !== undefined);
  const shared = {
    values: values.filter((value) => value !== undefined),
    symbols: known(symbols),
    days: tradeDays(known(days)),
  };
  return (multiples) => ({ ...shared, multiples: known(multiples) });
}
