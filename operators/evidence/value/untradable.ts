import { exactSum } from '../../../src/model/math/exact-sum';

/** Advised sizes that the exchange or the fund would not take, and the result without them. */
export interface Untradable {
  /** The smallest order the fund sends; null: none, and nothing is untradable. */
  readonly limit_usd: number | null;
  /** Trades with m > 0. */
  readonly advised: number;
  /** Of those, with 0 < m·notional < limit. */
  readonly below_limit: number;
  /** Trades that were below the limit as they were traded. */
  readonly traded_below_limit: number;
  /** Σ m·net with the sizes below the limit as 0. */
  readonly net_usd_without: number;
  /** The same a trade, against what was traded; null without trades. */
  readonly total_usd_without: number | null;
}

/** Columns of one length. A size whose notional is not known is not below the limit. */
export function untradableOf(columns: {
  readonly multiples: readonly number[];
  readonly notionalUsd: readonly (number | undefined)[];
  readonly netUsd: readonly number[];
  readonly limitUsd: number | undefined;
}): Untradable {
  const { multiples, notionalUsd, netUsd, limitUsd } = columns;
  const limit = limitUsd ?? 0;
  const isBelow = multiples.map((m, i) => m > 0 && m * (notionalUsd[i] ?? Infinity) < limit);
  const without = multiples.map((m, i) => (isBelow[i] === true ? 0 : m));
  const n = netUsd.length;
  const net = netUsd.map((usd, i) => (without[i] ?? 0) * usd);
  return {
    limit_usd: limitUsd ?? null,
    advised: multiples.filter((m) => m > 0).length,
    below_limit: isBelow.filter((below) => below).length,
    traded_below_limit: notionalUsd.filter((usd) => usd !== undefined && usd < limit).length,
    net_usd_without: exactSum(net) + 0,
    total_usd_without: n === 0 ? null : exactSum(net.map((usd, i) => usd - (netUsd[i] ?? 0))) / n,
  };
}
