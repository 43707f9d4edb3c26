import type { Close } from '../../../model/event';
import { finite, firstOf, isObject, own, textOf, type JsonObject } from '../../../model/values/json';
import { closeIdentity, idText } from './identity';

/** A row's identity and time, read before anything else of it. */
export interface RowIdentity {
  readonly ts: number;
  readonly symbol: string;
  /** The line's bytes, one char a byte. */
  readonly line: string;
}

const LINKS = ['attempt_id', 'attemptId', 'intent_id'] as const;

/**
 * The close that an order event (or the router log's position_close) tells of. `exact` is the row with integer
 * ids as written.
 */
export function decodeClose(
  row: JsonObject,
  exact: JsonObject,
  origin: Close['origin'],
  head: RowIdentity,
): Close {
  const link = idText(firstOf(exact, LINKS));
  const pnl = origin === 'order' ? ['realizedPnlUsd', 'pnl_usd'] : ['pnl_at_close_usd'];
  const notional = firstPositive(row, ['entry_notional_usd', 'notional_usd'], Math.abs);
  const strategy = textOf(firstOf(row, ['strategy', 'strategy_id']))?.trim();
  return {
    kind: 'close',
    ts: head.ts,
    symbol: head.symbol,
    id: closeIdentity(origin, head, orderToken(exact), link, () => head.line),
    link: link === '' ? undefined : link,
    origin,
    realizedUsd: finite(firstOf(row, pnl)),
    feesUsd: finite(own(row, 'fees_total')),
    fundingUsd: finite(own(row, 'funding_usd')),
    riskUsd: firstPositive(row, ['initial_risk_usd', 'risk_usd']),
    notionalUsd: notional,
    strategy: strategy === '' ? undefined : strategy,
    line: head.line,
  };
}

// As written: a text keeps its quotes, a number has none.
function idToken(value: unknown): string {
  return isObject(value) ? (idText(value) ?? 'null') : JSON.stringify(value ?? null);
}

// Both ids as written; undefined where there is neither.
function orderToken(exact: JsonObject): string | undefined {
  const orderId = own(exact, 'orderId') ?? null;
  const clientOrderId = own(exact, 'clientOrderId') ?? null;
  if (orderId === null && clientOrderId === null) return undefined;
  return `[${idToken(orderId)},${idToken(clientOrderId)}]`;
}

/** The first of the named numbers that, once mapped, is positive. */
export function firstPositive(
  row: JsonObject,
  names: readonly string[],
  as: (value: number) => number = (value) => value,
): number | undefined {
  for (const name of names) {
    const value = finite(own(row, name));
    if (value !== undefined && as(value) > 0) return as(value);
  }
  return undefined;
}
