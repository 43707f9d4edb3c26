import fc from 'fast-check';
import {
  unitTrades,
  type TradeColumns,
  type UnitTrades,
} from '../../../../operators/evidence/value/unit-trades';

/** The worked example of SPEC 9.3. */
export const WORKED: TradeColumns = {
  multiples: [1, 0.5, 0, 1, 0.2, 0],
  values: [2, -1, -1, 1, -2, 0.5],
  symbols: ['A', 'A', 'B', 'A', 'B', 'B'],
  days: [0, 0, 1, 2, 2, 3],
};

export const RESAMPLING = { seed: 20260101, resamples: 200 };

/** Each row a trade: its multiple, value, symbol and day. */
const tradeRows = fc.array(
  fc.tuple(
    fc.oneof(
      fc.constantFrom(0, 1, 0.7),
      fc.integer({ min: 0, max: 1000 }).map((m) => m / 1000),
    ),
    fc.oneof(
      fc.constantFrom(0, -1),
      fc.integer({ min: -1e9, max: 1e9 }).map((x) => x / 1e5),
    ),
    fc.constantFrom('A', 'B', 'C', 'D'),
    fc.integer({ min: 20000, max: 20040 }),
  ),
  { minLength: 1, maxLength: 80 },
);

export type TradeRow = readonly [m: number, x: number, symbol: string, day: number];

export const anyTrades: fc.Arbitrary<readonly TradeRow[]> = tradeRows;

export function tradesOf(rows: readonly TradeRow[]): UnitTrades {
  return unitTrades({
    multiples: rows.map(([m]) => m),
    values: rows.map(([, x]) => x),
    symbols: rows.map(([, , symbol]) => symbol),
    days: rows.map(([, , , day]) => day),
  });
}

export function largest(rows: readonly TradeRow[]): number {
  return Math.max(...rows.map(([, x]) => Math.abs(x)));
}
