import type { MarketEvent } from '../../src/model/event';

/** How many rows of the logs are of each kind that makes an event, and the time of the earliest. */
export interface RowKinds {
  routerRows: number;
  fills: number;
  closes: number;
  /** Of the closes, those without a P&L. */
  closesWithoutPnl: number;
  earliest: number;
}

export function noRows(): RowKinds {
  return { routerRows: 0, fills: 0, closes: 0, closesWithoutPnl: 0, earliest: Infinity };
}

/** Counts rows, whether or not they lie inside the horizon. */
export function countKinds(kinds: RowKinds, events: readonly MarketEvent[]): void {
  for (const event of events) {
    if (event.kind === 'route') kinds.routerRows++;
    else if (event.kind === 'fill') kinds.fills++;
    else if (event.kind === 'close') {
      kinds.closes++;
      if (event.realizedUsd === undefined) kinds.closesWithoutPnl++;
    } else continue;
    kinds.earliest = Math.min(kinds.earliest, event.ts);
  }
}
