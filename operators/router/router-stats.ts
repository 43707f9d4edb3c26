import type { Route } from '../../src/model/route';
import { RouterCount } from './router-count';

/** A rate with what it was counted from. */
export interface HitCount {
  readonly hits: number;
  readonly rows: number;
}

/** Cost in bps of one side's filled rows: fee and slippage both known. */
export interface SideCost {
  readonly rows: number;
  readonly sum: number;
  /** Sample variance; undefined below two rows, and where it is beyond all numbers. */
  readonly variance: number | undefined;
}

/** Everything that the router's rows of a window say of one symbol (or strategy). Undefined = no row says. */
export interface RouterStats {
  readonly rows: number;
  /** Rows with is_maker_final that are true. */
  readonly makerFill: HitCount;
  /** Rows that started as maker. */
  readonly makerStarts: number;
  /** Maker starts that say whether they used the fallback, and did. */
  readonly fallback: HitCount;
  /** Rows with a result that filled at once: FILLED, not cancelled, no retry. */
  readonly cleanFill: HitCount;
  /** Maker starts with is_maker_final that are true: what the quote offset is judged by. */
  readonly makerStartFill: HitCount;
  /** Maker starts with a status that did not fill. */
  readonly unfilledMaker: HitCount;
  readonly slippage: Spread;
  readonly ack: Spread;
  readonly meanFeeBps: number | undefined;
  readonly feeRows: number;
  readonly maker: SideCost;
  readonly taker: SideCost;
}

export interface Spread {
  readonly rows: number;
  readonly mean: number | undefined;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
}

/** The stats of rows, in any order. */
export function routerStats(routes: readonly Route[]): RouterStats {
  const count = new RouterCount();
  for (const route of routes) count.add(route);
  return count.stats();
}
