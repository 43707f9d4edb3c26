import type { Close, Fill } from '../../src/model/event';
import type { Route } from '../../src/model/route';
import type { FieldTest } from './field-shares';

export type CloseJoin = 'router_row' | 'fill_row';

/**
 * Whether a close finds what it names: a router row of its attempt or intent, not later than `latenessMs` after it, and
 * the fill row of its own order.
 */
export function closeJoins(
  fills: readonly Fill[],
  routes: readonly Route[],
  latenessMs: number,
): readonly FieldTest<Close, CloseJoin>[] {
  const firstTs = new Map<string, number>();
  for (const { symbol, links, ts } of routes)
    for (const link of links) {
      const key = keyOf(symbol, link);
      firstTs.set(key, Math.min(ts, firstTs.get(key) ?? Infinity));
    }
  const orders = new Set(fills.filter(({ qty }) => qty !== undefined).flatMap(orderKeys));
  return [
    [
      'router_row',
      ({ symbol, attemptId, intentId, ts }) =>
        [attemptId, intentId].some(
          (link) =>
            link !== undefined && (firstTs.get(keyOf(symbol, link)) ?? Infinity) <= ts + latenessMs,
        ),
    ],
    ['fill_row', (close) => orderKeys(close).some((key) => orders.has(key))],
  ];
}

// By the order id, else by the client order id: what the ledger tells orders apart by.
function orderKeys({ symbol, positionSide, orderId, clientOrderId }: Close | Fill): readonly string[] {
  if (orderId !== undefined) return [keyOf(symbol, positionSide, orderId)];
  return clientOrderId === undefined ? [] : [keyOf(symbol, positionSide, 'client', clientOrderId)];
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
