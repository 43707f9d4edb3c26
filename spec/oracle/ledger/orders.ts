/** Orders of one (symbol, position side): the counted fill row of each and its closes. */
import { compareBytes } from '../decode';
import type { Close, Fill, Ids } from '../records';

export interface Order {
  readonly key: string;
  readonly fill: Fill | null;
  readonly closes: readonly Close[];
  readonly ts: number;
}

/** max(1e-8, 1e-6·|x|) */
export function epsilon(x: number): number {
  return Math.max(1e-8, 1e-6 * Math.abs(x));
}

function orderKey({ order, client }: Ids): string | null {
  return order ?? client;
}

/** Whole numbers by value, then texts. */
function compareOrderIds(a: string, b: string): number {
  const [wholeA, wholeB] = [a, b].map((id) => /^\d+$/.test(id));
  if (wholeA === true && wholeB === true) return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
  if (wholeA !== wholeB) return wholeA === true ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Cumulative rows: the largest quantity counts, then the later, then the greater bytes; first time = the smallest. */
function countedFill(rows: readonly Fill[]): Fill | null {
  const best = [...rows].sort((a, b) => b.qty - a.qty || b.ts - a.ts || compareBytes(b.line, a.line))[0];
  return best === undefined ? null : { ...best, firstTs: Math.min(...rows.map((row) => row.firstTs)) };
}

/** |before| of a close, the quantity it closed, and whether it turned the position over. */
export function isFlip({ before, after }: Close): boolean {
  return before !== null && after !== null && before * after < 0;
}

export function closedBy(close: Close): number {
  const { before, after, qty } = close;
  if (qty !== null && qty >= 0) return qty;
  if (before === null || after === null) return 0;
  return isFlip(close) ? Math.abs(before) : Math.max(0, Math.abs(before) - Math.abs(after));
}

export function hasSizes({ before, after }: Close): boolean {
  return before !== null && after !== null && before !== 0;
}

export function ordersOf(closes: readonly Close[], fills: readonly Fill[]): readonly Order[] {
  const found = new Map<string, { fills: Fill[]; closes: Close[] }>();
  let unnamed = 0;
  const at = (ids: Ids): { fills: Fill[]; closes: Close[] } => {
    const key = orderKey(ids) ?? `\u0000${(unnamed += 1)}`;
    const order = found.get(key) ?? { fills: [], closes: [] };
    found.set(key, order);
    return order;
  };
  for (const close of closes) at(close.ids).closes.push(close);
  for (const fill of fills) at(fill.ids).fills.push(fill);
  const orders = [...found].map(([key, order]) => {
    const own = [...order.closes].sort(
      (a, b) =>
        a.ts - b.ts || Math.abs(b.before ?? 0) - Math.abs(a.before ?? 0) || compareBytes(a.line, b.line),
    );
    const fill = countedFill(order.fills);
    return { key, fill, closes: own, ts: own[0]?.ts ?? fill?.ts ?? 0 };
  });
  return orders.sort((a, b) => a.ts - b.ts || compareOrderIds(a.key, b.key));
}
