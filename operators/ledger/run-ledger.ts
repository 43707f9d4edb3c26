import type { Episode } from '../../src/model/episode';
import type { Close, Fill, PositionSide } from '../../src/model/event';
import { byCodeUnits } from '../../src/model/values/json';
import { byWriting } from './closes/by-writing';
import { noFindings, type Findings } from './closes/findings';
import { tidyCloses } from './closes/tidy-closes';
import { draftToEpisode, endOf, firstIdOf } from './draft-to-episode';
import type { EpisodeDraft } from './episode-draft';
import { HeldEpisode } from './held-episode';
import { ordersOf, type OrderClose, type OrderRows } from './order-rows';
import { SideLedger } from './side-ledger';
import { byTaking, timeOf, type Step } from './steps';
import { unsizedDrafts, UNSIZED_GAP_MS } from './unsized-closes';

/** Rows from a time on, up to and with `until`, that must be seen together. */
export interface Reach {
  readonly from: number;
  readonly until: number;
}

/** What a run over the rows of a symbol gives. */
export interface LedgerRun {
  /** In order of (ts, id). */
  readonly episodes: readonly Episode[];
  readonly findings: Findings;
  /** What must be seen together, but for closes that may be one. */
  readonly reaches: readonly Reach[];
}

const SIDES: readonly PositionSide[] = ['BOTH', 'LONG', 'SHORT'];

/** One run over all rows of a symbol, in whatever order they come. */
export function runLedger(closes: readonly Close[], fills: readonly Fill[], asOf: number): LedgerRun {
  const findings = noFindings();
  const orders = ordersOf(tidyCloses(closes, asOf, findings), fills);
  const reaches: Reach[] = [];
  for (const { fromTs, untilTs } of orders)
    if (fromTs < untilTs) reaches.push({ from: fromTs, until: untilTs });
  const drafts = SIDES.flatMap((side) => draftsOf(side, orders, reaches));
  return { episodes: withIds(drafts), findings, reaches };
}

function draftsOf(
  side: PositionSide,
  orders: readonly OrderRows[],
  reaches: Reach[],
): readonly EpisodeDraft[] {
  const steps: Step[] = [];
  const unsized: OrderClose[] = [];
  for (const order of orders) {
    if (order.positionSide !== side) continue;
    if (order.closes.length === 0 && order.fill !== undefined)
      steps.push({ order, close: undefined, change: undefined });
    for (const close of order.closes) (close.change === undefined ? unsized : steps).push(close);
  }
  unsized.sort((a, b) => byWriting(a.close, b.close));
  for (const { close } of unsized) reaches.push({ from: close.ts, until: close.ts + UNSIZED_GAP_MS });
  return [...takeSteps(new SideLedger(side), steps.sort(byTaking), reaches), ...unsizedDrafts(unsized)];
}

function takeSteps(ledger: SideLedger, steps: readonly Step[], reaches: Reach[]): readonly EpisodeDraft[] {
  let from: number | undefined;
  for (const step of steps) {
    const { order, close, change } = step;
    if (close === undefined || change === undefined) ledger.addOpening(order);
    else ledger.addClose(order, close, change);
    const ts = timeOf(step);
    from ??= ts;
    if (!ledger.isClean) continue;
    if (from < ts) reaches.push({ from, until: ts });
    from = undefined;
  }
  if (from !== undefined) reaches.push({ from, until: Infinity });
  return ledger.drafts;
}

// Two positions of one time and one id get different ids.
function withIds(drafts: readonly EpisodeDraft[]): readonly Episode[] {
  const places = drafts.map((draft) => ({ draft, ts: endOf(draft), id: firstIdOf(draft) }));
  places.sort(byPlaceOf);
  if (places.some(({ ts, id }, index) => ts === places[index - 1]?.ts && id === places[index - 1]?.id)) {
    const taken = new Set<string>();
    for (const place of places) {
      const { id, ts } = place;
      for (let nth = 2; taken.has(`${ts} ${place.id}`); nth++) place.id = `${id}~${nth}`;
      taken.add(`${ts} ${place.id}`);
    }
    places.sort(byPlaceOf);
  }
  return places.map(({ draft, id }) => new HeldEpisode(draftToEpisode(draft, id)));
}

function byPlaceOf(
  a: { readonly ts: number; readonly id: string },
  b: { readonly ts: number; readonly id: string },
): number {
  return a.ts - b.ts || byCodeUnits(a.id, b.id);
}
