import { SimulatedLeg } from '../trading/leg';
import { Order, PricedAttempt, signOf } from '../trading/order';
import { SimulatedPosition } from '../trading/position';
import { float, PyObject } from '../text/python-json';
import { epochSeconds } from '../text/python-time';
import { SymbolProfile } from '../market/symbol-profile';

/**
 * The `order_metrics` row of one routed attempt. Of an unfilled one the executor states a fill price of 0, and a
 * slippage against it of ±10000 bps.
 */
export function routedRow(profile: SymbolProfile, order: Order, attempt: PricedAttempt): PyObject {
  const { fillPrice, makerStart, outcome } = attempt;
  const filledUsd = order.qty * (fillPrice ?? 0);
  const feeUsd = order.polls.reduce((sum, poll) => sum + poll.feeUsd, 0);
  const isFilled = fillPrice !== undefined;
  return {
    attempt_id: attempt.attemptId,
    intent_id: order.intentId,
    symbol: profile.symbol,
    side: order.side,
    ts: epochSeconds(routedUs(attempt)),
    venue: 'binance_futures',
    route: makerStart ? 'maker_first' : 'market',
    prices: {
      mark: float(attempt.markPrice),
      submitted: float(attempt.submittedPrice),
      avg_fill: float(fillPrice ?? 0),
    },
    qty: { contracts: float(isFilled ? order.qty : 0), notional_usd: float(filledUsd, 6) },
    timing_ms: {
      decision: float(attempt.decisionMs, 1),
      submit: float(attempt.submitMs, 1),
      ack: float(attempt.ackMs),
      fill: isFilled ? float((attempt.endUs - attempt.startUs) / 1000, 1) : null,
    },
    ack_latency_ms: float(attempt.ackMs),
    result: {
      status: statusOf(attempt),
      retries: attempt.retries,
      cancelled: !isFilled && !attempt.staysNew,
    },
    fees_usd: isFilled ? float(feeUsd, 8) : null,
    slippage_bps: float(isFilled ? attempt.slippageBps : -10_000 * signOf(order.side)),
    policy: policyRow(profile),
    maker_start: makerStart,
    is_maker_final: outcome === 'maker',
    used_fallback: outcome === 'fallback',
  };
}

/** When the row of an attempt is written. */
export function routedUs(attempt: PricedAttempt): number {
  return attempt.endUs + attempt.lagUs;
}

/** The `position_close` row of `order_metrics` that repeats an `order_close`; usually it knows no P&L. */
export function positionCloseRow(
  position: SimulatedPosition,
  leg: SimulatedLeg,
  filled: PricedAttempt,
): PyObject {
  const told = {
    ts: epochSeconds(leg.writtenUs),
    intent_id: leg.order.intentId,
    attempt_id: filled.attemptId,
    symbol: position.symbol,
    side: leg.order.side,
    event: 'position_close',
  };
  if (leg.echo !== 'pnl') return { ...told, pnl_at_close_usd: null, order_status: 'FILLED' };
  return {
    ...told,
    pnl_at_close_usd: float(leg.realizedUsd),
    order_status: 'FILLED',
    strategy: position.strategy.id,
    fees_total: float(leg.feeUsd),
    entry_notional_usd: float(position.notionalUsd),
    initial_risk_usd: float(position.riskUsd),
    funding_usd: leg.fundingUsd === undefined ? undefined : float(leg.fundingUsd),
    exit_reason: leg.reason,
  };
}

/** The router policy in force for a symbol, as every metric row and `router_health.json` state it. */
export function policyRow(profile: SymbolProfile): PyObject {
  return {
    maker_first: profile.takerBias !== 'prefer_taker',
    taker_bias: profile.takerBias,
    quality: profile.quality,
    reason: `quality=${profile.quality} atr=${profile.atrRegime}`,
    offset_bps: float(profile.offsetBps),
  };
}

// Cancelled by the router on the first timeouts, expired at the exchange on later ones; most are never asked again.
function statusOf({ outcome, retries, staysNew }: PricedAttempt): string {
  if (outcome !== 'unfilled') return 'FILLED';
  if (staysNew) return 'NEW';
  return retries === 0 ? 'CANCELED' : 'EXPIRED';
}
