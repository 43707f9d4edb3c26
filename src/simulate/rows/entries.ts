import { filledOf, Order } from '../trading/order';
import { positionCloseRow, routedRow } from './metric-row';
import { ackRow, ackUs, closeRow, fillRow } from './order-row';
import { PyObject } from '../text/python-json';
import { SymbolProfile } from '../market/symbol-profile';
import { SimulatedTrade } from '../trading/trade';

export type Stem = 'order_metrics' | 'orders_executed';

/** One row on its way into a log, with the epoch microseconds at which the executor appends it. */
export interface Entry {
  readonly kind: 'ack' | 'fill' | 'close' | 'routed' | 'position_close';
  readonly stem: Stem;
  readonly writtenUs: number;
  readonly row: PyObject;
}

/** Every row the executor writes about a trade. */
export function entriesOf(profile: SymbolProfile, trade: SimulatedTrade): readonly Entry[] {
  const entries = orderEntries(profile, trade, trade.entry);
  const opened = filledOf(trade.entry);
  for (const close of trade.closes) {
    entries.push(...orderEntries(profile, trade, close.exit));
    const closed = filledOf(close.exit);
    if (opened === undefined || closed === undefined) continue;
    const at = { writtenUs: close.tsUs };
    entries.push({
      ...at,
      kind: 'close',
      stem: 'orders_executed',
      row: closeRow(trade, close, opened, closed),
    });
    if (close.echo === 'none') continue;
    const row = positionCloseRow(trade, close, opened.attemptId);
    entries.push({ ...at, kind: 'position_close', stem: 'order_metrics', row });
  }
  return entries;
}

function orderEntries(profile: SymbolProfile, trade: SimulatedTrade, order: Order): Entry[] {
  const entries: Entry[] = [];
  for (const attempt of order.attempts) {
    const ack = ackRow(trade, order, attempt);
    entries.push({ kind: 'ack', stem: 'orders_executed', writtenUs: ackUs(attempt), row: ack });
    const routed = routedRow(profile, order, attempt);
    entries.push({ kind: 'routed', stem: 'order_metrics', writtenUs: attempt.endUs, row: routed });
  }
  const filled = filledOf(order);
  if (filled !== undefined) {
    const row = fillRow(trade, order, filled);
    entries.push({ kind: 'fill', stem: 'orders_executed', writtenUs: filled.endUs, row });
  }
  return entries;
}
