import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { get, num, str } from '../oracle/json';

/** The executor day recomputed by hand: each close from the entry lots that must have opened it. */
export interface Leg {
  readonly key: string;
  readonly recorded: number;
  readonly recomputed: number;
  readonly openingFee: number;
  readonly closingFee: number;
  /** The position was closed but for dust before this leg. */
  readonly isDust: boolean;
}

interface Lot {
  quantity: number;
  readonly price: number;
  readonly fee: number;
  readonly of: number;
}

export function rowsOf(logs: string): readonly unknown[] {
  const text = readFileSync(join(logs, 'execution/orders_executed.jsonl'), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(withTextIds(line)) as unknown]));
}

/** Order ids are beyond 2^53: they are read as text. */
function withTextIds(line: string): string {
  return line.replace(/"orderId": (\d+)/g, '"orderId": "$1"');
}

function timeOf(row: unknown): string {
  return str(get(row, 'ts_close')) ?? str(get(row, 'ts_fill_last')) ?? '';
}

function number(row: unknown, name: string): number {
  return num(get(row, name)) ?? NaN;
}

/** The legs of all positions, in order of time: no episode of this day is open across another of its key. */
export function legsOf(rows: readonly unknown[]): readonly Leg[] {
  const closes = rows.filter((row) => get(row, 'event_type') === 'order_close');
  const fills = rows.filter((row) => get(row, 'event_type') === 'order_fill');
  const closing = new Set(closes.map((row) => get(row, 'orderId')));
  const lots = new Map<string, Lot[]>();
  const largest = new Map<string, number>();
  const legs: Leg[] = [];
  const ordered = [...closes, ...fills.filter((row) => !closing.has(get(row, 'orderId')))];
  ordered.sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  for (const row of ordered) {
    const key = `${str(get(row, 'symbol'))} ${str(get(row, 'positionSide'))}`;
    const own = lots.get(key) ?? [];
    lots.set(key, own);
    if (get(row, 'event_type') === 'order_fill') {
      const quantity = number(row, 'executedQty');
      own.push({ quantity, price: number(row, 'avgPrice'), fee: number(row, 'fee_total'), of: quantity });
      continue;
    }
    const exit = fills.find((fill) => get(fill, 'orderId') === get(row, 'orderId'));
    const before = number(row, 'position_size_before');
    dropOldest(own, Math.abs(before));
    const taken = takeOldest(own, number(row, 'closed_qty'));
    const sign = Math.sign(before);
    const pnl = taken.map(({ quantity, price }) => quantity * (number(exit, 'avgPrice') - price) * sign);
    legs.push({
      key,
      recorded: number(row, 'realizedPnlUsd'),
      recomputed: pnl.reduce((sum, part) => sum + part, 0),
      openingFee: taken.reduce((sum, { quantity, fee, of }) => sum + (fee * quantity) / of, 0),
      closingFee: number(row, 'fees_total'),
      isDust: Math.abs(before) <= 0.01 * (largest.get(key) ?? 0),
    });
    largest.set(key, Math.max(largest.get(key) ?? 0, Math.abs(before)));
  }
  return legs;
}

/** Keeps the most recent lots that add up to `size`. */
function dropOldest(lots: Lot[], size: number): void {
  let excess = lots.reduce((sum, { quantity }) => sum + quantity, 0) - size;
  for (let first = lots[0]; first !== undefined && excess > 1e-9; first = lots[0]) {
    const dropped = Math.min(first.quantity, excess);
    first.quantity -= dropped;
    excess -= dropped;
    if (first.quantity <= 1e-9) lots.shift();
  }
}

function takeOldest(lots: Lot[], size: number): readonly Lot[] {
  const taken: Lot[] = [];
  let left = size;
  for (let first = lots[0]; first !== undefined && left > 1e-9; first = lots[0]) {
    const quantity = Math.min(first.quantity, left);
    taken.push({ ...first, quantity });
    first.quantity -= quantity;
    left -= quantity;
    if (first.quantity <= 1e-9) lots.shift();
  }
  return taken;
}

function total(legs: readonly Leg[], amount: (leg: Leg) => number): number {
  return legs.reduce((sum, leg) => sum + amount(leg), 0);
}

/** Legs that are one position: dust belongs to what it is left of. */
export function positionsOf(legs: readonly Leg[]): readonly (readonly Leg[])[] {
  const positions: Leg[][] = [];
  for (const leg of legs) {
    const before = positions.findLast(([first]) => first?.key === leg.key);
    if (leg.isDust && before !== undefined) before.push(leg);
    else positions.push([leg]);
  }
  return positions;
}

export const recordedOf = (legs: readonly Leg[]): number => total(legs, (leg) => leg.recorded);
export const recomputedOf = (legs: readonly Leg[]): number => total(legs, (leg) => leg.recomputed);
export const openingFeesOf = (legs: readonly Leg[]): number => total(legs, (leg) => leg.openingFee);
export const closingFeesOf = (legs: readonly Leg[]): number => total(legs, (leg) => leg.closingFee);
