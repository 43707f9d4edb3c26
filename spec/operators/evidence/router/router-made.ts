import {
  costRowsOf,
  type CostPolicy,
  type CostRow,
  type CostRows,
} from '../../../../operators/evidence/router/cost-row';
import type { Chance } from '../chance';

export const DAY = 86_400_000;
export const MAKER: CostPolicy = { maker_first: true, taker_bias: 0.5, offset_bps: 2 };
export const TAKER: CostPolicy = { maker_first: false, taker_bias: 0.5, offset_bps: 2 };

export function costRow(row: Partial<CostRow>): CostRow {
  return { ts: 0, symbol: 'A', makerStart: true, costBps: 1, policy: MAKER, ...row };
}

/** Rows of five symbols over 40 days, 10 a day each: noise of 2 bps about levels of their own, a shock that all share, and of each its own. */
export function market(
  { normal }: Chance,
  costOf: (symbol: string, day: number) => number,
  policyOf: (symbol: string, day: number) => CostPolicy = () => MAKER,
): CostRows {
  const rows: CostRow[] = [];
  for (let day = 0; day < 40; day++) {
    const shared = 0.3 * normal();
    ['A', 'B', 'C', 'D', 'E'].forEach((symbol, s) => {
      const own = 0.2 * normal();
      for (let i = 0; i < 10; i++) {
        const costBps = 3 + s + shared + own + costOf(symbol, day) + 2 * normal();
        const makerStart = policyOf(symbol, day).maker_first;
        rows.push({
          ts: day * DAY + i * 3_600_000,
          symbol,
          makerStart,
          costBps,
          policy: policyOf(symbol, day),
        });
      }
    });
  }
  return costRowsOf(rows);
}

/** 20 rows of 1 bps a side on two days each, and 20 after of so much, on two days. */
export function stepOf(symbol: string, after: readonly [number, number]): readonly CostRow[] {
  return Array.from({ length: 40 }, (_, i) => {
    const day = Math.floor(i / 10);
    const costBps = day < 2 ? 1 : day === 2 ? after[0] : after[1];
    return costRow({ symbol, ts: day * DAY, costBps });
  });
}
