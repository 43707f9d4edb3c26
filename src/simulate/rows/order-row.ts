import { SimulatedClose } from '../trading/close';
import { FilledAttempt, Order, PricedAttempt } from '../trading/order';
import { float, PyObject } from '../text/python-json';
import { isoMicros } from '../text/python-time';
import { SimulatedTrade } from '../trading/trade';

/** The `order_ack` row of one attempt. */
export function ackRow(trade: SimulatedTrade, order: Order, attempt: PricedAttempt): PyObject {
  return {
    symbol: trade.symbol,
    side: order.side,
    ts: isoMicros(ackUs(attempt)),
    ...idsOf(attempt),
    order_type: attempt.makerStart ? 'LIMIT' : 'MARKET',
    price: float(attempt.submittedPrice),
    qty: float(order.qty),
    status: 'NEW',
    strategy: trade.strategy,
    attempt_id: attempt.attemptId,
    intent_id: order.intentId,
    ...footer('order_ack'),
  };
}

/** The `order_fill` row of a filled attempt. */
export function fillRow(trade: SimulatedTrade, order: Order, filled: FilledAttempt): PyObject {
  return {
    symbol: trade.symbol,
    side: order.side,
    ts: isoMicros(filled.endUs),
    ...idsOf(filled),
    executedQty: float(order.qty),
    avgPrice: float(filled.fill.price),
    fee_total: float(filled.fill.feeUsd),
    feeAsset: 'USDT',
    is_maker: filled.outcome === 'maker',
    status: 'FILLED',
    strategy: trade.strategy,
    attempt_id: filled.attemptId,
    intent_id: order.intentId,
    ...footer('order_fill'),
  };
}

/** The `order_close` row: ids of the exit order, attempt and intent of the entry. */
export function closeRow(
  trade: SimulatedTrade,
  close: SimulatedClose,
  opened: FilledAttempt,
  closed: FilledAttempt,
): PyObject {
  return {
    symbol: trade.symbol,
    ts_close: isoMicros(close.tsUs),
    ...idsOf(closed),
    realizedPnlUsd: float(close.realizedUsd),
    fees_total: float(close.feesUsd),
    position_size_before: float(close.qtyBefore),
    position_size_after: float(close.qtyAfter),
    strategy: trade.strategy,
    attempt_id: opened.attemptId,
    intent_id: trade.entry.intentId,
    entry_notional_usd: float(close.notionalUsd),
    initial_risk_usd: close.riskKnown ? float(close.riskUsd) : undefined,
    funding_usd: close.fundingUsd === undefined ? undefined : float(close.fundingUsd),
    exit_reason: close.reason,
    ts: isoMicros(close.tsUs),
    ...footer('order_close'),
  };
}

/** When the exchange acknowledged an attempt; not after its end. */
export function ackUs(attempt: PricedAttempt): number {
  return Math.min(attempt.startUs + Math.floor(attempt.ackMs * 1000), attempt.endUs);
}

function idsOf({ orderId, attemptId }: PricedAttempt): PyObject {
  return { orderId, clientOrderId: `c_${attemptId}` };
}

function footer(eventType: string): PyObject {
  return { event_type: eventType, pid: 602220, hostname: 'exec-1' };
}
