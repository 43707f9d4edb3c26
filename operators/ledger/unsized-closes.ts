import { EpisodeDraft } from './episode-draft';
import type { PricedClose } from '../../src/model/trade';
import type { OrderClose, OrderRows } from './order-rows';

/** A longer time between two closes of an attempt parts two positions. */
export const UNSIZED_GAP_MS = 3_600_000;

/** Positions of closes without sizes, which come in order of time: those of one attempt are one, until it pauses. */
export function unsizedDrafts(unsized: readonly OrderClose[]): readonly EpisodeDraft[] {
  const drafts: EpisodeDraft[] = [];
  const latest = new Map<string, { readonly draft: EpisodeDraft; readonly ts: number }>();
  for (const { order, close } of unsized) {
    const { attemptId, ts } = close;
    const known = attemptId === undefined ? undefined : latest.get(attemptId);
    const isNext = known !== undefined && ts - known.ts <= UNSIZED_GAP_MS;
    const draft = isNext ? known.draft : new EpisodeDraft(close.positionSide, signOf(order, close));
    if (!isNext) drafts.push(draft);
    if (attemptId !== undefined) latest.set(attemptId, { draft, ts });
    const quantity = Math.max(close.closedQty ?? 0, 0);
    const leg = { close, order, quantity, isDust: false };
    draft.addLeg(leg);
    draft.isSized = false;
    draft.isOpen = false;
    if (quantity > 0) draft.matchNothing(leg, quantity);
  }
  return drafts;
}

// Without a size, the side says it; else the side of the closing order.
function signOf({ fill }: OrderRows, { positionSide }: PricedClose): number {
  if (positionSide !== 'BOTH') return positionSide === 'LONG' ? 1 : -1;
  if (fill?.side === undefined) return 0;
  return fill.side === 'SELL' ? 1 : -1;
}
