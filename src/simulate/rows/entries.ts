import { SymbolProfile } from '../market/symbol-profile';
import { SimulatedLeg } from '../trading/leg';
import { filledOf, Order, PricedAttempt } from '../trading/order';
import { SimulatedPosition } from '../trading/position';
import { SlotEvents } from '../trading/slot';
import { PyObject } from '../text/python-json';
import { positionCloseRow, routedRow, routedUs } from './metric-row';
import { ackRow, ackUs, closeRow, errorRow, executedRow, fillRows } from './order-row';

export type Stem = 'order_metrics' | 'orders_executed';

/** One row on its way into a log, with the epoch microseconds at which the executor appends it. */
export interface Entry {
  readonly kind: 'error' | 'ack' | 'executed' | 'fill' | 'close' | 'routed' | 'position_close';
  readonly stem: Stem;
  readonly writtenUs: number;
  readonly row: PyObject;
}

/** Every row the executor writes about one events. */
export function entriesOf(profile: SymbolProfile, events: SlotEvents): readonly Entry[] {
  return [
    ...events.orders.flatMap((order) => orderEntries(profile, order)),
    ...events.closes.flatMap(([position, leg]) => closeEntries(position, leg)),
  ];
}

function orderEntries(profile: SymbolProfile, order: Order): Entry[] {
  const { symbol } = profile;
  const [first] = order.attempts;
  const orders = { stem: 'orders_executed' } as const;
  const entries: Entry[] = [];
  if (order.refused && first !== undefined) {
    const row = errorRow(symbol, order, first);
    entries.push({ ...orders, kind: 'error', writtenUs: first.startUs, row });
  }
  for (const attempt of order.attempts) {
    const at = { ...orders, writtenUs: ackUs(attempt) };
    entries.push({ ...at, kind: 'ack', row: ackRow(symbol, order, attempt) });
    entries.push({ ...at, kind: 'executed', row: executedRow(symbol, order, attempt) });
    if (!order.isReduce) entries.push(routedEntry(profile, order, attempt));
  }
  const filled = filledOf(order);
  if (filled === undefined) return entries;
  for (const [index, row] of fillRows(symbol, order, filled).entries()) {
    const writtenUs = (order.polls[index]?.tsUs ?? filled.endUs) + filled.lagUs;
    entries.push({ ...orders, kind: 'fill', writtenUs, row });
  }
  return entries;
}

function routedEntry(profile: SymbolProfile, order: Order, attempt: PricedAttempt): Entry {
  const row = routedRow(profile, order, attempt);
  return { kind: 'routed', stem: 'order_metrics', writtenUs: routedUs(attempt), row };
}

function closeEntries(position: SimulatedPosition, leg: SimulatedLeg): Entry[] {
  const filled = filledOf(leg.order);
  if (filled === undefined) return [];
  const at = { writtenUs: leg.writtenUs };
  const row = closeRow(position, leg, filled);
  const entries: Entry[] = [{ ...at, kind: 'close', stem: 'orders_executed', row }];
  if (leg.echo === 'none') return entries;
  const echo = positionCloseRow(position, leg, filled);
  return [...entries, { ...at, kind: 'position_close', stem: 'order_metrics', row: echo }];
}
