import type { Close } from '../../../src/model/event';

/** A quantity this small beside another is a rounding error of it. */
export function toleranceOf(quantity: number): number {
  return Math.max(1e-8, 1e-6 * Math.abs(quantity));
}

/** What a close did to its position. Sizes are signed: long is positive. */
export interface SizeChange {
  readonly before: number;
  readonly after: number;
  /** Closed quantity, not negative. */
  readonly quantity: number;
  /** The position changed its sign: it was closed whole, and the rest of the order opened the next one. */
  readonly flipped: boolean;
}

/** The sizes of a close; undefined where the writer does not state them, or the position was flat before. */
export function sizeChangeOf({
  positionSide,
  sizeBefore,
  sizeAfter,
  closedQty,
}: Close): SizeChange | undefined {
  if (sizeBefore === undefined || Math.abs(sizeBefore) <= toleranceOf(0)) return undefined;
  const own = Math.sign(sizeBefore);
  const stated = sizeAfter ?? (closedQty === undefined ? undefined : sizeBefore - own * closedQty);
  if (stated === undefined) return undefined;
  // In hedge mode some writers give a short position a positive size.
  const turn = (positionSide === 'SHORT' && own > 0) || (positionSide === 'LONG' && own < 0) ? -1 : 1;
  const before = turn * sizeBefore;
  const after = Math.abs(stated) <= toleranceOf(sizeBefore) ? 0 : turn * stated;
  const flipped = after * before < 0;
  const reduced = flipped ? Math.abs(before) : Math.abs(before) - Math.abs(after);
  return { before, after, quantity: closedQty ?? Math.max(reduced, 0), flipped };
}

/** A close whose P&L, quantity and size change are all 0, as far as they are stated, closes nothing. */
export function closesNothing({ realizedUsd, closedQty, sizeBefore, sizeAfter }: Close): boolean {
  if (realizedUsd !== 0 || (closedQty ?? 0) !== 0) return false;
  const isSized = sizeBefore !== undefined && sizeAfter !== undefined;
  return isSized ? sizeBefore === sizeAfter : closedQty === 0;
}
