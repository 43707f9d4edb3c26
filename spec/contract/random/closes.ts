import type { Market } from './markets';
import { spelled } from './markets';
import { BigDigits } from './python-text';
import { VENUES, type Attempt } from './rows';
import type { Seeded } from './seeded';
import { timeAs } from './times';

const REASONS = ['tp', 'sl', 'THESIS_INVALIDATED', ' tp', '', '__proto__', 'unknown'] as const;
const STRATEGIES = ['trend', 'vol_target', ' trend ', 'unknown', '', '__proto__', 'fàde'] as const;

/** The strategy of an attempt: the same in all of its closes. */
export function strategyOf(rng: Seeded): object {
  return { [rng.chance(0.9) ? 'strategy' : 'strategy_id']: rng.known(0.9, rng.pick(STRATEGIES)) };
}

/** What attempts of this market pay, risk and cost. */
interface Outcome {
  readonly realized: number;
  readonly risk: number;
  readonly fees: number;
  readonly funding: number;
  readonly notional: number;
}

function outcomeOf(rng: Seeded, market: Market): Outcome {
  const notional = market.coarse ? market.notional : market.notional * rng.real(0.3, 3);
  const risk = market.coarse ? 10 : notional * rng.real(0.005, 0.03);
  const raw = market.meanR + market.spreadR * rng.normal();
  const r = market.coarse ? Math.round(raw * 2) / 2 : rng.chance(0.03) ? raw * 8 : raw;
  const fees = market.coarse ? rng.pick([0, 1]) : notional * 4e-4;
  const funding = rng.pick([0, 0, notional * 1e-4, -notional * 1e-4]);
  return { realized: rng.chance(0.05) ? 0 : r * risk, risk, fees, funding, notional };
}

/** An order event that closes a position, in whole or in part, and tells no size. */
export function orderClose(rng: Seeded, market: Market, attempt: Attempt, ts: number, part: number): object {
  const { says } = market;
  const it = outcomeOf(rng, market);
  return {
    [rng.chance(0.8) ? 'event_type' : 'event']: rng.pick([
      'order_close',
      'order_close',
      'trade_close',
      'position_close',
    ]),
    symbol: spelled(rng, market.symbol),
    ...(rng.chance(0.7)
      ? { ts_close: timeAs(rng, ts), ts: timeAs(rng, ts + 5000) }
      : { ts: timeAs(rng, ts) }),
    ...(rng.chance(0.9)
      ? { realizedPnlUsd: rng.maybe(0.98, it.realized) }
      : { realizedPnlUsd: null, pnl_usd: it.realized }),
    fees_total: rng.maybe(says, it.fees),
    funding_usd: rng.maybe(0.4, it.funding),
    ...idsOf(rng, attempt, part),
    ...linkOf(rng, attempt),
    ...riskOf(rng, it),
    ...notionalOf(rng, it),
    ...exitOf(rng),
  };
}

/** Why and where a position was closed, under the names that writers have for it. */
export function exitOf(rng: Seeded): object {
  const reason = rng.pick(['exit_reason', 'exit_reason', 'exitReason', 'close_reason']);
  const venue = rng.pick(['venue', 'exchange']);
  return {
    [reason]: rng.known(0.8, rng.pick(REASONS)),
    [venue]: rng.known(0.4, rng.pick(VENUES)),
  };
}

function idsOf(rng: Seeded, attempt: Attempt, part: number): object {
  const tail = String(part);
  return rng.pick<object>([
    { orderId: `${attempt.id}-${tail}`, clientOrderId: `c${tail}` },
    { orderId: rng.int(1, 3), clientOrderId: rng.pick([null, 'c', '']) },
    { orderId: String(rng.int(1, 3)), clientOrderId: 'c' },
    { orderId: new BigDigits(`900719925474099${rng.int(10, 14)}`) },
    { clientOrderId: `c${attempt.id}` },
    {},
    { orderId: null, clientOrderId: null },
  ]);
}

function linkOf(rng: Seeded, attempt: Attempt): object {
  return rng.pick<object>([
    { attempt_id: attempt.id, intent_id: attempt.intent },
    { attempt_id: attempt.id },
    { attempt_id: attempt.id },
    { attemptId: attempt.id },
    { intent_id: attempt.intent },
    { attempt_id: null, intent_id: attempt.intent },
    {},
  ]);
}

function riskOf(rng: Seeded, { risk }: Outcome): object {
  return rng.pick<object>([
    { initial_risk_usd: risk },
    { initial_risk_usd: risk },
    { risk_usd: risk },
    { initial_risk_usd: 0, risk_usd: risk },
    { initial_risk_usd: -risk },
    { initial_risk_usd: NaN },
    {},
  ]);
}

function notionalOf(rng: Seeded, { notional }: Outcome): object {
  return rng.pick<object>([
    { entry_notional_usd: notional },
    { entry_notional_usd: -notional },
    { notional_usd: notional },
    { entry_notional_usd: 0, notional_usd: notional },
    { entry_notional_usd: NaN },
    {},
  ]);
}

/** The router log's own word of a close. */
export function metricClose(rng: Seeded, market: Market, attempt: Attempt, ts: number): object {
  const it = outcomeOf(rng, market);
  return {
    event: 'position_close',
    ts: timeAs(rng, ts),
    attempt_id: rng.chance(0.95) ? attempt.id : undefined,
    symbol: spelled(rng, market.symbol),
    pnl_at_close_usd: rng.chance(0.8) ? it.realized : rng.pick([null, NaN]),
    fees_total: rng.maybe(0.3, it.fees),
    strategy: rng.known(0.3, 'trend'),
    exit_reason: rng.known(0.3, 'tp'),
    ...(rng.chance(0.3) ? riskOf(rng, it) : {}),
    ...(rng.chance(0.3) ? notionalOf(rng, it) : {}),
  };
}
