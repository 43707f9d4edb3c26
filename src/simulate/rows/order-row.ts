import { SimulatedLeg } from '../trading/leg';
import { Order, PricedAttempt } from '../trading/order';
import { SimulatedPosition } from '../trading/position';
import { float, PyObject } from '../text/python-json';
import { isoMicros } from '../text/python-time';

const HOST = 'exec-1';

/** The `order_error` row of an order that the exchange refused. */
export function errorRow(symbol: string, order: Order, attempt: PricedAttempt): PyObject {
  const { side, positionSide, reduceOnly, qty } = order;
  const type = typeOf(attempt);
  return {
    exc: "HTTPError('502 Server Error')",
    symbol,
    side,
    order_type: type,
    price: float(attempt.submittedPrice),
    qty: float(qty),
    payload: { symbol, side, type, quantity: String(qty), positionSide },
    dry_run: false,
    position_side: positionSide,
    reduce_only: reduceOnly ? true : null,
    exchange_filters_used: {},
    ...footer('order_error', attempt.startUs, order),
  };
}

/** The `order_ack` row of one attempt: the executor's own, or the raw answer, which names the symbol only inside. */
export function ackRow(symbol: string, order: Order, attempt: PricedAttempt): PyObject {
  if (attempt.rawAck) return rawAckRow(symbol, order, attempt);
  return {
    symbol,
    side: order.side,
    ts_ack: isoMicros(ackUs(attempt)),
    ...idsOf(attempt),
    request_qty: float(order.qty),
    order_type: typeOf(attempt),
    status: 'NEW',
    positionSide: order.positionSide,
    reduceOnly: order.reduceOnly ? true : undefined,
    latency_ms: float(attempt.ackMs),
    attempt_id: attempt.attemptId,
    intent_id: order.intentId,
    ...footer('order_ack', ackUs(attempt), order),
  };
}

/** The `order_executed` row of one attempt: it was sent, and nothing is known of its fill. */
export function executedRow(symbol: string, order: Order, attempt: PricedAttempt): PyObject {
  return {
    symbol,
    side: order.side,
    client_order_id: clientIdOf(attempt),
    exchange: 'binance',
    price: '0.00',
    qty: '0.000',
    order_type: typeOf(attempt),
    reduce_only: order.reduceOnly,
    latency_ms: float(attempt.ackMs + attempt.decisionMs + attempt.submitMs),
    status: 'NEW',
    context: order.isReduce ? 'flip_reduce' : undefined,
    ...footer('order_executed', ackUs(attempt), order),
  };
}

/** The `order_fill` rows of a filled attempt: one a poll, each of all that the order has filled by then. */
export function fillRows(symbol: string, order: Order, filled: PricedAttempt): readonly PyObject[] {
  let [qty, costUsd, feeUsd] = [0, 0, 0];
  const tradeIds: string[] = [];
  return order.polls.map((poll, index) => {
    const isLast = index === order.polls.length - 1;
    qty += poll.qty;
    costUsd += poll.qty * poll.price;
    feeUsd += poll.feeUsd;
    tradeIds.push(...poll.tradeIds);
    return {
      symbol,
      side: order.side,
      ts_fill_first: isoMicros(order.polls[0]?.tsUs ?? poll.tsUs),
      ts_fill_last: isoMicros(poll.tsUs),
      ...idsOf(filled),
      executedQty: float(isLast ? order.qty : qty),
      avgPrice: float(isLast ? (filled.fillPrice ?? NaN) : costUsd / qty),
      fee_total: float(feeUsd),
      feeAsset: 'USDT',
      tradeIds: [...tradeIds],
      status: isLast ? 'FILLED' : 'PARTIALLY_FILLED',
      positionSide: order.positionSide,
      reduceOnly: order.reduceOnly ? true : undefined,
      attempt_id: filled.attemptId,
      intent_id: order.intentId,
      ...footer('order_fill', poll.tsUs + filled.lagUs, order),
    };
  });
}

/** The `order_close` row of one leg: what one poll of the closing order took off the position, and its fee alone. */
export function closeRow(position: SimulatedPosition, leg: SimulatedLeg, filled: PricedAttempt): PyObject {
  return {
    symbol: position.symbol,
    ts_close: isoMicros(leg.tsUs),
    ...idsOf(filled),
    realizedPnlUsd: float(leg.realizedUsd),
    fees_total: float(leg.feeUsd),
    position_size_before: float(leg.sizeBefore),
    position_size_after: float(leg.sizeAfter),
    positionSide: position.positionSide,
    closed_qty: float(leg.closedQty),
    strategy: position.strategy.id,
    attempt_id: filled.attemptId,
    intent_id: leg.order.intentId,
    entry_notional_usd: float(position.notionalUsd),
    initial_risk_usd: position.riskRecorded ? float(position.riskUsd) : undefined,
    funding_usd: leg.fundingUsd === undefined ? undefined : float(leg.fundingUsd),
    exit_reason: leg.reason,
    ...footer('order_close', leg.writtenUs, leg.order),
  };
}

/** When the exchange acknowledged an attempt; not after its end. */
export function ackUs(attempt: PricedAttempt): number {
  return Math.min(attempt.startUs + Math.floor(attempt.ackMs * 1000), attempt.endUs);
}

function rawAckRow(symbol: string, order: Order, attempt: PricedAttempt): PyObject {
  return {
    accepted: true,
    reason: null,
    order_id: attempt.orderId,
    price: float(0),
    qty: float(0),
    raw: {
      orderId: attempt.orderId,
      symbol,
      status: 'NEW',
      clientOrderId: clientIdOf(attempt),
      avgPrice: '0.00',
      origQty: String(order.qty),
      executedQty: '0.000',
      side: order.side,
      positionSide: order.positionSide,
      updateTime: Math.floor(ackUs(attempt) / 1000),
    },
    request_id: clientIdOf(attempt),
    latency_ms: float(attempt.ackMs),
    exchange_filters_used: {},
    rounded_qty: float(order.qty),
    rounded_price: float(0),
    ...footer('order_ack', ackUs(attempt), order),
  };
}

function idsOf(attempt: PricedAttempt): PyObject {
  return { orderId: attempt.orderId, clientOrderId: clientIdOf(attempt) };
}

function clientIdOf({ attemptId }: PricedAttempt): string {
  return `c_${attemptId}`;
}

function typeOf({ makerStart }: PricedAttempt): string {
  return makerStart ? 'LIMIT' : 'MARKET';
}

function footer(eventType: string, tsUs: number, { pid }: Order): PyObject {
  return { event_type: eventType, ts: isoMicros(tsUs), pid, hostname: HOST };
}
