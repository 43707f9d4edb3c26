import type { Policy } from '../../router/current-policy';

/** What a policy change is a change of. */
export type CostPolicy = Pick<Policy, 'maker_first' | 'taker_bias' | 'offset_bps'>;

/** A filled order whose cost is known: a row of SPEC 4.5 (FILLED, fee and slippage present, maker_start known). */
export interface CostRow {
  /** ms. */
  readonly ts: number;
  readonly symbol: string;
  readonly makerStart: boolean;
  /** Fee plus slippage. */
  readonly costBps: number;
  /** The policy it was sent under, where the row states all of it. */
  readonly policy: CostPolicy | undefined;
}

/** Cost rows by symbol, those of each symbol in time order. */
export type CostRows = ReadonlyMap<string, readonly CostRow[]>;

/** Groups rows that are in time order. */
export function costRowsOf(rows: readonly CostRow[]): CostRows {
  const bySymbol = new Map<string, CostRow[]>();
  for (const row of rows) {
    const known = bySymbol.get(row.symbol);
    if (known === undefined) bySymbol.set(row.symbol, [row]);
    else known.push(row);
  }
  return bySymbol;
}

/** The rows from `from` to before `to`. */
export function rowsBetween(rows: readonly CostRow[], from: number, to: number): readonly CostRow[] {
  return rows.filter(({ ts }) => from <= ts && ts < to);
}
