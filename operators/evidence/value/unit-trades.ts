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
export function unitTrades({ multiples, values, symbols, days }: TradeColumns): UnitTrades {
  const known = values.flatMap((value, i) => (value === undefined ? [] : [{ value, i }]));
  return {
    multiples: known.map(({ i }) => multiples[i] ?? 0),
    values: known.map(({ value }) => value),
    symbols: known.map(({ i }) => symbols[i] ?? ''),
    days: tradeDays(known.map(({ i }) => days[i] ?? 0)),
  };
}
