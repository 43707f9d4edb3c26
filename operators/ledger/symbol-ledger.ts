import type { Episode } from '../../src/model/episode';
import type { Close, Fill, PositionSide } from '../../src/model/event';
import type { PricedClose } from '../../src/model/trade';
import { byCodeUnits } from '../../src/model/values/json';
import { draftToEpisode, endOf, firstIdOf } from './draft-to-episode';
import type { EpisodeDraft } from './episode-draft';
import { byOrderId, ordersOf, type OrderRows } from './order-rows';
import { sizeChangeOf, type SizeChange } from './closes/quantity';
import { SideLedger } from './side-ledger';
import { tidyCloses, type TidyCloses } from './closes/tidy-closes';
import { unsizedDrafts, type UnsizedClose } from './unsized-closes';

/** The positions of a symbol, in order of (ts, id), and what was found among the rows of its closes. */
export interface SymbolLedger extends Omit<TidyCloses, 'closes'> {
  readonly episodes: readonly Episode[];
}

const SIDES: readonly PositionSide[] = ['BOTH', 'LONG', 'SHORT'];

/** An order that made no close, or one close of an order. */
interface Step {
  readonly ts: number;
  readonly order: OrderRows;
  readonly close: PricedClose | undefined;
  readonly change: SizeChange | undefined;
}

/**
 * The positions that the closes and fills of one symbol tell of, in whatever order and how often these come. The rows are
 * those of the horizon at asOf; of a close that is written again, the later rows count from their own `ts` on.
 */
export function symbolLedger(
  closes: readonly Close[],
  fills: readonly Fill[],
  asOf = Infinity,
): SymbolLedger {
  const tidy = tidyCloses(closes, asOf);
  const orders = ordersOf(tidy.closes, fills);
  const drafts = SIDES.flatMap((side) => draftsOf(side, orders));
  return {
    episodes: withIds(drafts),
    duplicates: tidy.duplicates,
    conflicts: tidy.conflicts,
    conflicting: tidy.conflicting,
    possibleDuplicates: tidy.possibleDuplicates,
    closeWithoutPnl: tidy.closeWithoutPnl,
  };
}

function draftsOf(side: PositionSide, orders: readonly OrderRows[]): readonly EpisodeDraft[] {
  const steps: Step[] = [];
  const unsized: UnsizedClose[] = [];
  for (const order of orders) {
    if (order.positionSide !== side) continue;
    if (order.closes.length === 0 && order.fill !== undefined)
      steps.push({ ts: order.fill.ts, order, close: undefined, change: undefined });
    for (const close of order.closes) {
      const change = sizeChangeOf(close);
      if (change === undefined) unsized.push({ order, close });
      else steps.push({ ts: close.ts, order, close, change });
    }
  }
  const ledger = new SideLedger(side);
  for (const { order, close, change } of steps.sort(byTaking))
    if (close === undefined || change === undefined) ledger.addOpening(order);
    else ledger.addClose(order, close, change);
  unsized.sort((a, b) => byWriting(a.close, b.close));
  return [...ledger.drafts, ...unsizedDrafts(unsized)];
}

function byTaking(a: Step, b: Step): number {
  return a.ts - b.ts || byOrderId(a.order.id, b.order.id) || withinOrder(a, b);
}

function withinOrder(a: Step, b: Step): number {
  if (a.close === undefined || b.close === undefined) {
    if (a.close !== undefined || b.close !== undefined) return a.close === undefined ? -1 : 1;
    return byCodeUnits(a.order.fill?.line ?? '', b.order.fill?.line ?? '');
  }
  return (
    a.close.closeMicros - b.close.closeMicros ||
    Math.abs(b.change?.before ?? 0) - Math.abs(a.change?.before ?? 0) ||
    byWriting(a.close, b.close)
  );
}

function byWriting(a: Close, b: Close): number {
  return a.closeMicros - b.closeMicros || a.toldTs - b.toldTs || byCodeUnits(a.line, b.line);
}

// Two positions of one time and one id get different ids.
function withIds(drafts: readonly EpisodeDraft[]): readonly Episode[] {
  const places = drafts.map((draft) => ({ draft, ts: endOf(draft), id: firstIdOf(draft) }));
  places.sort(byPlaceOf);
  const taken = new Set<string>();
  let takenTs = NaN;
  for (const place of places) {
    if (place.ts !== takenTs) taken.clear();
    takenTs = place.ts;
    const { id } = place;
    for (let nth = 2; taken.has(place.id); nth++) place.id = `${id}~${nth}`;
    taken.add(place.id);
  }
  places.sort(byPlaceOf);
  return places.map(({ draft, id }) => draftToEpisode(draft, id));
}

function byPlaceOf(
  a: { readonly ts: number; readonly id: string },
  b: { readonly ts: number; readonly id: string },
): number {
  return a.ts - b.ts || byCodeUnits(a.id, b.id);
}
