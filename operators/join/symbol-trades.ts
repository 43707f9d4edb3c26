import type { Episode } from '../../src/model/episode';
import type { Trade } from '../../src/model/trade';
import { Timeline } from '../core/timeline';
import type { LedgerChange } from '../ledger/incremental/key-ledger';
import type { Attempts } from './attempts';
import { HeldTrade } from './held-trade';

/** The trades of one symbol, as its episodes change. */
export class SymbolTrades {
  /** Positions whose P&L is that of their fills, and those where the two differ; others have fills that are not known. */
  readonly checked = { verified: 0, differing: 0 };
  private readonly held = new Timeline<HeldTrade>();

  constructor(private readonly attempts: Attempts) {}

  /** Takes a change of the episodes. Gives the trades of those that are no more and have no other in their place. */
  take({ removed, added }: LedgerChange): readonly Trade[] {
    const gone = new Map<string, HeldTrade>();
    for (const episode of removed) {
      this.count(episode, -1);
      const known = this.held.remove(episode);
      if (known === undefined) continue;
      this.attempts.removeTrade(known);
      gone.set(placeOf(episode), known);
    }
    for (const episode of added) {
      this.count(episode, 1);
      const held = new HeldTrade(episode, takeFrom(gone, episode));
      this.held.put(held);
      this.attempts.addTrade(held);
    }
    return [...gone.values()].flatMap(({ emitted }) => emitted ?? []);
  }

  private count({ realizedUsd, recomputedUsd }: Episode, by: 1 | -1): void {
    if (recomputedUsd === undefined) return;
    const isSame = Math.abs(recomputedUsd - realizedUsd) <= 1e-6 * Math.max(1, Math.abs(realizedUsd));
    this.checked[isSame ? 'verified' : 'differing'] += by;
  }
}

// The trade that was last emitted for the place of an episode.
function takeFrom(gone: Map<string, HeldTrade>, episode: Episode): Trade | undefined {
  if (gone.size === 0) return undefined;
  const place = placeOf(episode);
  const emitted = gone.get(place)?.emitted;
  gone.delete(place);
  return emitted;
}

function placeOf({ ts, id }: Episode): string {
  return `${ts} ${id}`;
}
