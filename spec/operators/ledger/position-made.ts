import { symbolLedger } from '../../../operators/ledger/symbol-ledger';
import type { Episode } from '../../../src/model/episode';
import type { Close, Fill } from '../../../src/model/event';
import { closeRow, fillRow } from './rows';

/** A fill at a second, of the order of that number. */
export function fill(second: number, signed: number, over: Partial<Fill> = {}): Fill {
  return fillRow({
    ts: second * 1000,
    orderId: String(second),
    attemptId: `a${second}`,
    positionSide: 'BOTH',
    side: signed > 0 ? 'BUY' : 'SELL',
    qty: Math.abs(signed),
    ...over,
  });
}

/** A close at a second, by the order of that number. */
export function close(second: number, before: number, after: number, over: Partial<Close> = {}): Close {
  return closeRow({
    ts: second * 1000,
    orderId: String(second),
    attemptId: `a${second}`,
    positionSide: 'BOTH',
    sizeBefore: before,
    sizeAfter: after,
    ...over,
  });
}

/** Legs, closed quantity, unknown share and flags of truncation of each position. */
export function shapes(closes: readonly Close[], fills: readonly Fill[] = []): readonly unknown[] {
  return symbolLedger(closes, fills).episodes.map((episode) => [
    episode.legs.length,
    Math.round(episode.quantity * 1e6) / 1e6,
    Math.round(episode.entryUnknown * 1e6) / 1e6,
    episode.open ? 'open' : episode.flags.includes('truncated') ? 'truncated' : 'closed',
  ]);
}

export function only(closes: readonly Close[], fills: readonly Fill[]): Episode {
  const { episodes } = symbolLedger(closes, fills);
  const [episode] = episodes;
  if (episode === undefined || episodes.length > 1) throw new Error(`${episodes.length} positions`);
  return episode;
}

export const entries = ({ entryAttempts }: Episode): readonly unknown[] =>
  entryAttempts.map(({ attemptId }) => attemptId);
