import { leftOf, netOf, SimulatedPosition } from '../trading/position';
import { filledOf } from '../trading/order';
import { float, PyObject } from '../text/python-json';
import { epochSeconds } from '../text/python-time';

const DUST_SHARE = 0.01;

/** What was true of one position, whatever the log tells of it: a line of `truth_positions.jsonl`. */
export function positionTruth(position: SimulatedPosition): PyObject {
  const { qty, legs, entry, openFeeUsd, fundingUsd } = position;
  const closedQty = legs.reduce((sum, leg) => sum + leg.closedQty, 0);
  const left = leftOf(position);
  const ended = legs.find(({ leftQty }) => leftQty <= DUST_SHARE * qty);
  const isOver = ended !== undefined || position.restart === 'forgotten' || position.restart === 'cut';
  const net = netOf(position);
  return {
    symbol: position.symbol,
    position_side: position.positionSide,
    direction: position.side === 'BUY' ? 'long' : 'short',
    strategy: position.strategy.id,
    restart: position.restart,
    order_id: filledOf(entry)?.orderId ?? null,
    attempt_id: filledOf(entry)?.attemptId ?? null,
    intent_id: entry.intentId,
    entry_ts: epochSeconds(position.entryUs),
    exit_ts: ended === undefined ? null : epochSeconds(ended.tsUs),
    open: !isOver,
    quantity: float(qty),
    closed_quantity: float(closedQty, 9),
    left_quantity: float(left),
    entry_price: float(position.entryPrice),
    open_fees_usd: float((openFeeUsd * closedQty) / qty),
    close_fees_usd: float(legs.reduce((sum, { feeUsd }) => sum + feeUsd, 0)),
    funding_usd: float(legs.some((leg) => leg.fundingUsd !== undefined) ? (fundingUsd ?? 0) : 0),
    realized_usd: float(legs.reduce((sum, { realizedUsd }) => sum + realizedUsd, 0)),
    net_usd: float(net),
    risk_usd: float(position.riskUsd),
    net_r: float(net / position.riskUsd),
    legs: legs.map((leg) => ({
      order_id: filledOf(leg.order)?.orderId ?? null,
      attempt_id: filledOf(leg.order)?.attemptId ?? null,
      ts: epochSeconds(leg.tsUs),
      quantity: float(leg.closedQty),
      price: float(leg.price),
      realized_usd: float(leg.realizedUsd),
      fee_usd: float(leg.feeUsd),
    })),
  };
}
