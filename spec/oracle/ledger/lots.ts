/** Lots of a position: what opening fills are left, and what a close takes of them. */
import { epsilon } from './orders';
import type { Fill, Link } from '../records';

export interface Lot {
  readonly sign: number;
  readonly qty: number;
  readonly price: number | null;
  /** Of one unit. */
  readonly unitFee: number | null;
  readonly firstTs: number;
  readonly link: Link;
  readonly order: string;
  /** What an episode left behind: no entry of the next one. */
  readonly isDust: boolean;
}

export function lotOf(fill: Fill, order: string, qty: number, sign: number): Lot {
  return {
    sign,
    qty,
    price: fill.price,
    unitFee: fill.fee === null ? null : fill.fee / fill.qty,
    firstTs: fill.firstTs,
    link: { attempt: fill.ids.attempt, intent: fill.ids.intent },
    order,
    isDust: false,
  };
}

export function quantityOf(lots: readonly Lot[]): number {
  return lots.reduce((sum, { qty }) => sum + qty, 0);
}

/** The most recent lots of this sign that add up to `size`, the oldest of them trimmed. */
export function entryLots(lots: readonly Lot[], sign: number, size: number): readonly Lot[] {
  const entry: Lot[] = [];
  let missing = size;
  for (const lot of lots.filter((candidate) => candidate.sign === sign).toReversed()) {
    if (missing <= epsilon(size)) break;
    entry.unshift({ ...lot, qty: Math.min(lot.qty, missing) });
    missing -= lot.qty;
  }
  return entry;
}

export interface Taken {
  readonly matched: readonly Lot[];
  readonly unknown: number;
  readonly left: readonly Lot[];
}

/** Takes `closed` from the oldest on; of a position of `size`, what the lots do not cover is the oldest. */
export function takeFrom(entry: readonly Lot[], size: number, closed: number): Taken {
  const gap = size - quantityOf(entry);
  const unknownHeld = gap <= epsilon(size) ? 0 : gap;
  const unknown = Math.min(unknownHeld, closed);
  let needed = closed - unknown;
  const matched: Lot[] = [];
  const left: Lot[] = [];
  for (const lot of entry) {
    const take = Math.min(lot.qty, Math.max(0, needed));
    if (take > 0) matched.push({ ...lot, qty: take });
    if (lot.qty - take > epsilon(size)) left.push({ ...lot, qty: lot.qty - take });
    needed -= take;
  }
  // What is closed beyond the position is nobody's.
  return { matched, unknown, left };
}
