import { SimulatedClose } from '../trading/close';
import { Order, PricedAttempt } from '../trading/order';
import { float, PyObject } from '../text/python-json';
import { epochSeconds } from '../text/python-time';
import { SymbolProfile } from '../market/symbol-profile';
import { SimulatedTrade } from '../trading/trade';

/** The `order_metrics` row of one routed attempt; what an unfilled one cannot know is null. */
export function routedRow(profile: SymbolProfile, order: Order, attempt: PricedAttempt): PyObject {
  const { fill, makerStart, outcome } = attempt;
  return {
    attempt_id: attempt.attemptId,
    intent_id: order.intentId,
    symbol: profile.symbol,
    side: order.side,
    ts: epochSeconds(attempt.endUs),
    venue: 'binance_futures',
    route: makerStart ? 'maker_first' : 'market',
    prices: {
      mark: float(attempt.markPrice),
      submitted: float(attempt.submittedPrice),
      avg_fill: fill === undefined ? null : float(fill.price),
    },
    qty: { contracts: float(order.qty), notional_usd: float(attempt.notionalUsd) },
    timing_ms: {
      decision: float(attempt.decisionMs, 1),
      submit: float(attempt.submitMs, 1),
      ack: float(attempt.ackMs),
      fill: fill === undefined ? null : float((attempt.endUs - attempt.startUs) / 1000, 1),
    },
    ack_latency_ms: float(attempt.ackMs),
    result: { status: statusOf(attempt), retries: attempt.retries, cancelled: fill === undefined },
    fees_usd: fill === undefined ? null : float(fill.feeUsd),
    slippage_bps: fill === undefined ? null : float(attempt.slippageBps),
    policy: policyRow(profile),
    maker_start: makerStart,
    is_maker_final: outcome === 'maker',
    used_fallback: outcome === 'fallback',
  };
}

/** The `position_close` row of `order_metrics` that repeats an `order_close`. */
export function positionCloseRow(trade: SimulatedTrade, close: SimulatedClose, attemptId: string): PyObject {
  return {
    event: 'position_close',
    ts: epochSeconds(close.tsUs),
    attempt_id: attemptId,
    intent_id: trade.entry.intentId,
    symbol: trade.symbol,
    side: close.exit.side,
    strategy: trade.strategy,
    pnl_at_close_usd: close.echo === 'pnl' ? float(close.realizedUsd) : null,
    fees_total: float(close.feesUsd),
    entry_notional_usd: float(close.notionalUsd),
    initial_risk_usd: float(close.riskUsd),
    funding_usd: close.fundingUsd === undefined ? undefined : float(close.fundingUsd),
    exit_reason: close.reason,
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

// An attempt is cancelled by the router on its first timeouts and expires at the exchange on later ones.
function statusOf({ outcome, retries }: PricedAttempt): string {
  if (outcome !== 'unfilled') return 'FILLED';
  return retries === 0 ? 'CANCELED' : 'EXPIRED';
}
