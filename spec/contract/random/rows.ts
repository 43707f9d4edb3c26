import type { Market } from './markets';
import { spelled } from './markets';
import type { Seeded } from './seeded';
import { timeAs } from './times';

/** Where orders are sent, as writers spell it. */
export const VENUES = ['binance_futures', 'bybit', ' ', '__proto__'] as const;

export interface Attempt {
  readonly id: string;
  readonly intent: string;
  readonly ts: number;
}

/** A row of router metrics of an attempt, with whatever its writer left out. */
export function metricRow(rng: Seeded, market: Market, attempt: Attempt, ts: number): object {
  const maker = rng.chance(market.makerStart);
  const notional = market.coarse ? market.notional : market.notional * rng.real(0.5, 2);
  const { says } = market;
  const named = rng.chance(0.9) ? 'attempt_id' : 'attemptId';
  return {
    [named]: rng.chance(0.97) ? attempt.id : undefined,
    intent_id: rng.known(0.9, attempt.intent),
    symbol: spelled(rng, market.symbol),
    ts: timeAs(rng, ts),
    qty: rng.known(0.95, { notional_usd: rng.maybe(says, rng.chance(0.03) ? 0 : signed(rng, notional)) }),
    ...latencyOf(rng, market),
    result: resultOf(rng, market),
    prices: rng.known(0.3, { mark: 100, avg_fill: rng.pick([0, 100]) }),
    route: rng.known(0.3, rng.pick(['maker_first', 'market', maker ? 'maker_first' : 'twap'])),
    fees_usd: rng.maybe(says, (notional * (maker ? market.feeBps : market.takerFeeBps)) / 1e4),
    slippage_bps: rng.maybe(says, slipOf(rng, market, maker)),
    policy: rng.known(0.7, policyOf(rng)),
    [rng.chance(0.9) ? 'maker_start' : 'started_maker']: rng.known(says, maker),
    is_maker_final: rng.known(says, maker && rng.chance(market.makerFinal)),
    used_fallback: rng.known(says, maker && rng.chance(market.fallback)),
    venue: rng.known(0.8, rng.pick(VENUES)),
  };
}

/** An attempt that was not filled, as the executor writes it: slippage against a price of 0. */
export function unfilledRow(rng: Seeded, market: Market, id: string, ts: number): object {
  const buys = rng.chance(0.5);
  return {
    attempt_id: id,
    symbol: market.symbol,
    side: buys ? 'BUY' : 'SELL',
    ts: timeAs(rng, ts),
    qty: { contracts: 0, notional_usd: 0 },
    prices: { mark: 100, submitted: 100, avg_fill: 0 },
    ack_latency_ms: rng.known(0.8, market.ackMs),
    result: rng.known(0.9, {
      status: rng.pick(['NEW', 'EXPIRED', 'rejected']),
      retries: 0,
      cancelled: false,
    }),
    fees_usd: null,
    slippage_bps: buys ? -10_000 : 10_000,
    maker_start: rng.known(0.3, true),
  };
}

function signed(rng: Seeded, notional: number): number {
  return rng.chance(0.1) ? -notional : notional;
}

function latencyOf(rng: Seeded, market: Market): object {
  const ms = market.coarse ? market.ackMs : market.ackMs * rng.real(0.4, 2);
  if (!rng.chance(market.says)) return { ack_latency_ms: rng.pick([undefined, null, NaN, Infinity]) };
  return rng.pick<object>([
    { ack_latency_ms: ms, timing_ms: { ack: 1 } },
    { ack_latency_ms: ms },
    { timing_ms: { ack: ms } },
    { latency_ms: ms },
    { ack_latency_ms: null, latency_ms: ms },
  ]);
}

function resultOf(rng: Seeded, market: Market): object | null | undefined {
  if (!rng.chance(market.says)) return rng.pick([undefined, null]);
  const status = rng.chance(market.filled)
    ? rng.pick(['FILLED', 'FILLED', 'filled'])
    : rng.pick(['CANCELED', 'EXPIRED', 'NEW']);
  return {
    status: rng.known(0.97, status),
    retries: rng.maybe(0.8, rng.pick([0, 0, 0, 1, 2])),
    cancelled: rng.known(0.8, rng.chance(0.05)),
  };
}

function slipOf(rng: Seeded, market: Market, maker: boolean): number {
  const mean = maker ? market.slipBps : market.takerSlipBps;
  if (market.coarse) return rng.chance(0.6) ? mean : rng.pick([-0.5, 0, 1, 5]);
  if (rng.chance(0.01)) return rng.pick([-1e9, 2500]);
  return mean + rng.normal() * rng.pick([0.3, 2]);
}

/** What a policy block says, with all its gaps. */
export function policyOf(rng: Seeded): object {
  return {
    maker_first: rng.known(0.8, rng.chance(0.6)),
    taker_bias: rng.maybe(0.8, biasOf(rng)),
    bias_label: rng.known(0.1, 'prefer_taker'),
    quality: rng.known(0.8, rng.pick(['good', 'Good ', 'ok', 'degraded', 'broken', 'constructor'])),
    offset_bps: rng.maybe(0.8, rng.pick([0, 0.25, 0.5, 2, 7.6, 8, 11])),
  };
}

function biasOf(rng: Seeded): number | string {
  return rng.pick<number | string>([
    'prefer_maker',
    'balanced',
    'Prefer_Taker',
    'aggressive',
    0,
    0.25,
    0.35,
    0.35000000004,
    0.6,
    0.65,
    1,
    rng.next(),
  ]);
}
